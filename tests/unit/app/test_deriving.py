"""What is made of several things is as closed as the strictest of them: rule D13."""

import pytest

from penstock.app.cases.door import Door
from penstock.app.cases.naming import NoSuchCaseError
from penstock.app.deriving import Derivations
from penstock.delivery.refusals import RefusedError
from penstock.governance.boundary.lineage import Lineage, Source, origins
from penstock.kernel.sides import Side
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import AUDITOR, SELLER, Office, by

USAGE, ANALYSIS, LEAD = (
    "Validated consumption data (VEE)",
    "Preliminary energy analysis",
    "Qualified lead",
)


@pytest.fixture
def office() -> Office:
    """Return an office with usage at the utility, and an analysis of it at AES."""
    office = Office()
    cases = office.behind()
    cases.open("RCV-03", by("g", "1"), case_id="BILL-1", customer="Rivera")
    cases.record("BILL-1", USAGE, b"kWh 1 2 3", by("g", "2"))
    cases.open("NCV-03", by("g", "3"), case_id="SOL-1", customer="Rivera")
    cases.record("SOL-1", ANALYSIS, b"6 kWh", by("g", "4"))
    cases.record("SOL-1", LEAD, b"good", by("g", "5"))
    return office


def _say(office: Office, item: str, *made_of: tuple[str, str], person: str = SELLER) -> Lineage:
    hat = Side.NON_REGULATED if person == SELLER else None
    cases = office.cases(person, hat=hat)
    assert isinstance(cases.door, Door)
    return Derivations(cases=cases, door=cases.door).say("SOL-1", item, made_of)


def _keep(office: Office, item: str, case_id: str, source: str) -> None:
    """Keep what a program knows that an item was made of."""
    held = office.store.case(case_id)
    assert held is not None
    lineage = Lineage(
        number=office.store.records.next_number(Lineage),
        case_id="SOL-1",
        item=item,
        made_of=(
            Source(case_id=case_id, item=source, version=1, sha256=held.items[source].sha256),
        ),
        said_by="program",
        said_at=NOON,
    )
    office.store.records.keep(lineage)


def test_d13_what_was_made_of_the_other_sides_data_is_closed_as_that_is(office: Office) -> None:
    assert office.cases(SELLER).content("SOL-1", ANALYSIS) == b"6 kWh"
    _keep(office, ANALYSIS, "BILL-1", USAGE)

    with pytest.raises(RefusedError, match="may not be shown to Sal"):
        office.cases(SELLER).content("SOL-1", ANALYSIS)
    assert office.cases(SELLER).content("SOL-1", LEAD) == b"good"


def test_d13_however_many_computations_lie_between(office: Office) -> None:
    _keep(office, ANALYSIS, "BILL-1", USAGE)
    _keep(office, LEAD, "SOL-1", ANALYSIS)

    with pytest.raises(RefusedError, match="may not be shown to Sal"):
        office.cases(SELLER).content("SOL-1", LEAD)


def test_d13_what_it_was_made_of_is_kept_with_versions_and_hashes(office: Office) -> None:
    lineage = _say(office, LEAD, ("SOL-1", ANALYSIS))

    held = office.store.case("SOL-1")
    assert held is not None
    assert [(each.case_id, each.item, each.version, each.sha256) for each in lineage.made_of] == [
        ("SOL-1", ANALYSIS, 1, held.items[ANALYSIS].sha256)
    ]
    assert office.store.records.latest(Lineage) == (lineage,)
    assert office.entries()[-1].action == "open lineage"


def test_d13_nobody_says_it_of_what_they_may_not_read(office: Office) -> None:
    with pytest.raises(NoSuchCaseError):
        _say(office, LEAD, ("BILL-1", USAGE))

    assert office.store.records.latest(Lineage) == ()


def test_d13_nobody_says_it_of_a_case_that_they_do_not_work(office: Office) -> None:
    cases = office.cases(AUDITOR, hat=Side.ENTERPRISE)
    assert isinstance(cases.door, Door)

    with pytest.raises((NoSuchCaseError, RefusedError)):
        Derivations(cases=cases, door=cases.door).say("SOL-1", LEAD, [("SOL-1", ANALYSIS)])


def test_a_circle_of_origins_ends() -> None:
    def said(number: int, item: str, source: str) -> Lineage:
        made_of = (Source(case_id="C", item=source, version=1, sha256="a"),)
        return Lineage(
            number=number, case_id="C", item=item, made_of=made_of, said_by="p", said_at=NOON
        )

    lineages = {"one": said(1, "One", "two"), "two": said(2, "two", "ONE")}
    found = origins("C", "One", lambda _case_id, name: lineages[name].made_of)

    assert [each.item for each in found] == ["two"]
