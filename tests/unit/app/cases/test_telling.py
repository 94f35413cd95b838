"""Nothing of a case crosses to one of the other side before the boundary allowed it on record."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from penstock.app.auditing import audit_log
from penstock.app.cases import By
from penstock.app.cases.clearing import Clearance
from penstock.app.cases.telling import once
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.classes import DataClass, DataClasses
from penstock.delivery import commands as do
from penstock.delivery.case import Status
from penstock.delivery.refusals import RefusedError
from penstock.governance.audit.entry import Verdict
from penstock.governance.audit.ports import NotKeptError
from penstock.governance.consent.changing import revoked
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.bench import NOON, Bench, cases
from tests.unit.app.cases.clearances import clearance
from tests.unit.app.cases.watched import ABOUT, CONSENT, Ear

ANSWER = "SOL-1-AOV-04-1"
# An answer that is about a person crosses with consent alone.
PERSONAL = DataClasses({"answer of any other stream": DataClass(name="case_answer")})
AGREED = replace(CONSENT, data_classes=frozenset({"case_answer"}))


@dataclass
class Desk:
    """Cases of both sides, between which somebody stands whose log is heard."""

    classes: DataClasses | None = None
    store: MemoryStore = field(default_factory=MemoryStore)

    def __post_init__(self) -> None:
        self.ear = Ear(audit_log("memory:", self.store))
        use = cases(self.store)
        asks = clearance(use, program="penstock", log=self.ear)  # type: ignore[arg-type]
        asks = replace(asks, classes=self.classes or asks.classes)
        self.bench = Bench(replace(use, between=lambda: asks))
        self.bench.open(case_id="SOL-1", **ABOUT)

    def asked(self) -> list[tuple[str, Verdict | None, str]]:
        """Return what the log knows of answers."""
        heard = [each for each in self.ear.heard if each.object_kind.startswith("Answer")]
        return [(each.rule, each.verdict, each.object) for each in heard]

    def ask(self) -> None:
        self.bench.cases.link_new("SOL-1", "AOV-04", self.bench.by())

    def end(self, case_id: str = ANSWER) -> None:
        self.bench.act(case_id, do.Cancel(reason="no capacity"))

    def answer(self) -> str:
        return self.bench.cases.case("SOL-1").links[ANSWER].answer


def _personal() -> Desk:
    desk = Desk(classes=PERSONAL)
    desk.store.consents.keep(AGREED)
    desk.ask()
    return desk


def test_o3_whoever_applied_is_told_how_it_ended_and_it_is_on_record() -> None:
    desk = Desk()
    desk.ask()

    desk.end()

    assert desk.answer() == "cancelled: no capacity"
    allowed = ("grid-result-own-case", Verdict.ALLOWED, f"{ANSWER}: Answer of AOV-04")
    assert set(desk.asked()) == {allowed}


def test_o3_it_is_on_record_before_the_answer_is() -> None:
    desk = Desk()
    desk.ask()
    before = len(desk.asked())
    desk.ear.is_deaf = True

    desk.end()

    assert (desk.answer(), len(desk.asked())) == ("", before)


def test_what_the_log_did_not_take_is_told_to_who_looks_once_it_does() -> None:
    desk = Desk()
    desk.ask()
    desk.ear.is_deaf = True
    desk.end()
    desk.ear.is_deaf = False

    desk.bench.cases.explain("SOL-1")

    assert desk.answer() == "cancelled: no capacity"


def test_o3_an_application_of_somebody_else_is_not_waited_for() -> None:
    desk = Desk()
    desk.bench.open("AOV-04", case_id="AOV-04-7", customer="SunCo")

    with pytest.raises(RefusedError, match=r"Penstock may not read .* \(grid-result-other-case\)"):
        desk.bench.cases.link("SOL-1", "AOV-04-7", desk.bench.by())

    assert not desk.bench.cases.case("SOL-1").links


def test_o3_of_somebody_elses_that_has_ended_no_more_is_told_than_of_one_that_goes_on() -> None:
    def refusal(desk: Desk) -> str:
        with pytest.raises(RefusedError) as refused:
            desk.bench.cases.link("SOL-1", "AOV-04-7", desk.bench.by())
        return str(refused.value)

    going, ended = Desk(), Desk()
    for desk in (going, ended):
        desk.bench.open("AOV-04", case_id="AOV-04-7", customer="SunCo")
    ended.end("AOV-04-7")

    assert refusal(going) == refusal(ended)


def test_d1_nothing_is_opened_whose_answer_could_not_be_told() -> None:
    desk = Desk(classes=PERSONAL)

    with pytest.raises(RefusedError, match=r"\(consent-none\)"):
        desk.ask()

    assert desk.store.case(ANSWER) is None


def test_d2_a_consent_lets_an_answer_about_a_person_cross_and_the_log_names_it() -> None:
    desk = _personal()

    desk.end()

    assert desk.answer() == "cancelled: no capacity"
    assert {(each.rule, each.consent) for each in desk.ear.heard} == {("with-consent", "CON-1")}


@pytest.mark.parametrize("end", [Desk.end, lambda _desk: None], ids=["ended", "going on"])
def test_d4_a_consent_taken_back_keeps_the_end_and_whether_there_is_one(
    end: Callable[[Desk], None],
) -> None:
    desk = _personal()
    desk.store.consents.keep(revoked(AGREED, at=NOON))
    end(desk)
    untouched = desk.store.case("SOL-1")

    standing = desk.bench.cases.explain("SOL-1")

    assert untouched is not None
    assert (untouched.status, desk.answer()) == (Status.OPEN, "")
    assert (standing.status, "(consent-revoked)" in standing.reason) == ("held", True)


def test_a_case_that_goes_on_after_a_denial_hears_the_answer_with_a_new_consent() -> None:
    desk = _personal()
    desk.store.consents.keep(revoked(AGREED, at=NOON))
    desk.end()
    desk.bench.cases.explain("SOL-1")
    desk.store.consents.keep(replace(AGREED, id="CON-2", start=NOON - timedelta(hours=1)))

    desk.bench.act("SOL-1", do.Resume(reason="the customer agreed again"))

    assert desk.answer() == "cancelled: no capacity"


def test_a_denial_puts_a_case_on_hold_once_and_leaves_it_to_people_then() -> None:
    desk = _personal()
    desk.store.consents.keep(revoked(AGREED, at=NOON))
    desk.bench.cases.explain("SOL-1")

    desk.bench.act("SOL-1", do.Resume(reason="we do without"))

    assert desk.bench.cases.explain("SOL-1").status == "open"


def test_between_cases_of_one_side_nobody_is_asked() -> None:
    desk = Desk()
    desk.bench.open("NCV-01", case_id="NCV-01-7")

    desk.bench.cases.link("SOL-1", "NCV-01-7", desk.bench.by())
    desk.end("NCV-01-7")

    assert desk.bench.cases.case("SOL-1").links["NCV-01-7"].answer == "cancelled: no capacity"
    assert desk.asked() == []


def test_a_key_that_another_command_had_makes_no_application() -> None:
    desk = Desk()
    opened = By(actor="Ada", key="mine")
    desk.bench.cases.open("AOV-04", opened, case_id="AOV-04-7", customer="Rivera")

    with pytest.raises(RefusedError, match="grid-result-other-case"):
        desk.bench.cases.link("SOL-1", "AOV-04-7", By(actor="Ada", key="mine-too"))


def test_where_nobody_can_be_asked_nothing_is_opened() -> None:
    def fails() -> Clearance:
        raise NotKeptError("the disk is full")

    desk = Desk()
    desk.bench.cases = replace(desk.bench.cases, between=once(fails))

    with pytest.raises(RefusedError, match="the disk is full"):
        desk.ask()

    assert desk.store.case(ANSWER) is None


def test_what_could_not_be_made_is_made_when_it_is_needed_next() -> None:
    made = iter([None, clearance(cases())])

    def make() -> Clearance:
        if (found := next(made)) is None:
            raise NotKeptError("the disk is full")
        return found

    kept = once(make)
    with pytest.raises(UnaskedError, match="the disk is full"):
        kept()

    assert kept() is kept()
