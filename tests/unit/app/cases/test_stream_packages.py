"""Packages that are installed: found, read and loaded, or named with what is wrong."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from penstock.app.cases import By
from penstock.app.cases.binding import streams
from penstock.app.cases.worker import Worker
from penstock.app.items import UnfitItemError
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.delivery.case import Phase
from tests.stream_packages import MANIFEST, STAGES, Install, write_package
from tests.unit.app.cases.bench import NOON, Bench, cases
from tests.unit.app.cases.clearances import clearance

INQUIRY = b'{"power_kw": "6.5"}'


def test_a_manifest_is_read_without_running_the_package(install: Install, tmp_path: Path) -> None:
    found = install(stages="raise SystemExit")

    assert found.bound == {"NCV-03.1"}
    assert f"package_{tmp_path.name}" not in sys.modules


def test_the_types_of_a_stream_are_found_by_the_terms_of_its_documents(install: Install) -> None:
    found = install()

    inquiry = found.item_type("NCV-03", "Customer inquiry")
    bills = found.item_type("NCV-03", "Customer energy bills")

    assert inquiry is not None
    assert bills is not None
    assert (inquiry.name, inquiry.is_file, bills.is_file) == ("CustomerInquiry", False, True)
    assert found.item_type("NCV-03", "Signed contract") is None
    assert found.item_type("AOV-04", "Customer inquiry") is None


def test_types_of_items_that_no_function_knows_come_from_the_module_of_items(
    install: Install,
) -> None:
    contract = "@customer\n@dataclass(frozen=True)\nclass SignedContract:\n    signed_by: str\n"

    found = install(
        stages=STAGES + contract, manifest=MANIFEST.replace("\n\n", '\nitems = "stages"\n\n', 1)
    )

    assert found.item_type("NCV-03", "Signed contract") is not None


def test_two_types_for_one_term_are_named(install: Install) -> None:
    another = "@customer\n@dataclass(frozen=True)\nclass Customer_Inquiry:\n    words: str\n"
    with_items = MANIFEST.replace("\n\n", '\nitems = "stages"\n\n', 1)

    found = install(stages=STAGES + another, manifest=with_items)

    with pytest.raises(UnusableStreamError, match="both have"):
        found.code("NCV-03")


@pytest.mark.parametrize(
    ("texts", "because"),
    [
        ({"manifest": "id = 5"}, "id is 5, not a text"),
        ({"manifest": MANIFEST.replace("NCV-03", "NCV-04")}, "is of stream NCV-04"),
        ({"stages": STAGES.replace("power_kw: Decimal", "notes: set[str]")}, "holds a set"),
    ],
)
def test_a_package_that_cannot_be_used_is_named(
    install: Install, texts: dict[str, str], because: str
) -> None:
    found = install(**texts)

    with pytest.raises(UnusableStreamError, match=because) as refused:
        found.code("NCV-03")

    assert refused.value.stream_id == "NCV-03"
    with pytest.raises(UnusableStreamError):
        found.works()


def test_a_package_without_a_manifest_is_named(install: Install, tmp_path: Path) -> None:
    install()
    (tmp_path / f"package_{tmp_path.name}" / "stream.toml").unlink()

    assert "no stream.toml in it" in str(streams().packages.unusable["NCV-03"])


def test_a_package_that_is_gone_is_named(install: Install, tmp_path: Path) -> None:
    install()
    (tmp_path / f"package_{tmp_path.name}").rename(tmp_path / "elsewhere")

    assert "no such package is installed" in str(streams().packages.unusable["NCV-03"])


def test_two_packages_for_one_stream_are_named(install: Install, tmp_path: Path) -> None:
    write_package(tmp_path, name="another_package")

    found = install()
    assert "penstock.streams.ncv_03_solar_storage" in found.packages.replaced["NCV-03"]

    assert "offers the same stream" in str(found.packages.unusable["NCV-03"])
    assert found.bound == frozenset()


@pytest.mark.parametrize(
    ("texts", "because"),
    [
        ({"stages": "import surely_not_there"}, "ModuleNotFoundError: No module named 'surely_no"),
        ({"stages": "def qualify(:"}, "SyntaxError"),
        ({"stages": "raise SystemExit(0)"}, "SystemExit: 0"),
        ({"stages": ""}, "there is no qualify in"),
        ({"stages": "def qualify(): ..."}, 'write @stage_work("NCV-03.1") above it'),
        ({"stages": STAGES.replace("NCV-03.1", "NCV-03.2")}, "it is bound to stage NCV-03.2"),
        ({"stages": STAGES.replace("bills: CustomerEnergyBills", "bills: str")}, "parameter bills"),
        (
            {"stages": "import numpie", "manifest": f'extra = "solar"\n{MANIFEST}'},
            "solar]' may be missing",
        ),
    ],
)
def test_work_that_cannot_be_used_is_named(
    install: Install, texts: dict[str, str], because: str
) -> None:
    found = install(**texts)

    with pytest.raises(UnusableWorkError) as refused:
        found.works()

    assert "The work of stage NCV-03.1" in str(refused.value)
    assert because in str(refused.value)


def test_an_item_whose_type_nobody_can_know_is_not_recorded(install: Install) -> None:
    found = install(stages="import surely_not_there")
    bench = Bench(replace(cases(), bound=found.bound, streams=found))
    bench.open(case_id="SOL-1")
    bench.open("AOV-04", case_id="INT-1")

    with pytest.raises(UnusableWorkError, match="No module named 'surely_not_there'"):
        _record(bench, "Customer inquiry", b"sun")

    assert bench.cases.case("SOL-1").items == {}
    bench.cases.record("INT-1", bench.stage("INT-1").inputs[0], b"as it is", bench.by())


@pytest.fixture
def bench(install: Install) -> Bench:
    found = install()
    bench = Bench(replace(cases(), bound=found.bound, streams=found))
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    return bench


def _record(bench: Bench, item: str, content: bytes, by: By | None = None) -> str:
    return bench.cases.record("SOL-1", item, content, by or bench.by())


def _work(bench: Bench) -> None:
    Worker(
        cases=bench.cases,
        clearance=clearance(bench.cases),
        work=bench.cases.streams.works(),
        name="w",
        jitter=lambda: 0.5,
    ).once()


def test_a_content_that_does_not_fit_its_type_is_not_recorded(bench: Bench) -> None:
    with pytest.raises(UnfitItemError, match=r"“Customer inquiry” .* power_kw: 6.5 is no amount"):
        _record(bench, "customer INQUIRY", b'{"power_kw": 6.5}')

    assert "Customer inquiry" not in bench.cases.case("SOL-1").items


def test_an_item_of_another_company_s_stream_has_no_type(install: Install) -> None:
    found = install(manifest=f"{MANIFEST.strip()}\n".replace("\n", '\nname = "Rooftop Solar"\n', 1))
    bench = Bench(replace(cases(), streams=found))
    bench.open(case_id="SOL-1")

    _record(bench, "Customer inquiry", b"as it is")

    assert bench.cases.content("SOL-1", "Customer inquiry") == b"as it is"


def test_an_item_without_a_type_and_a_file_are_taken_as_they_are(bench: Bench) -> None:
    _record(bench, "Site specifics", b"\xff\xfe")
    _record(bench, "Customer energy bills", b"%PDF-1.7")

    assert bench.cases.content("SOL-1", "Customer energy bills") == b"%PDF-1.7"


def test_what_was_recorded_before_there_was_a_type_is_answered_as_before(bench: Bench) -> None:
    untyped = Bench(replace(bench.cases, streams=cases().streams))
    by = bench.by()
    answer = _record(untyped, "Customer inquiry", b"sun", by)

    assert _record(bench, "Customer inquiry", b"sun", by) == answer


def test_a_worker_hands_values_to_the_work_and_records_what_it_makes(bench: Bench) -> None:
    _record(bench, "Customer inquiry", INQUIRY)
    _record(bench, "Customer energy bills", b"abc")

    _work(bench)

    assert bench.cases.explain("SOL-1").phase == Phase.WORKED
    lead = bench.cases.content("SOL-1", "Qualified lead")
    assert lead == b'{"power_kw":"6.5","qualified_at":"%sZ"}' % f"{NOON:%Y-%m-%dT%H:%M:%S}".encode()
    assert bench.cases.content("SOL-1", "Preliminary energy analysis") == b"cba"


def test_an_input_from_before_there_was_a_type_becomes_a_task_that_names_no_content(
    bench: Bench,
) -> None:
    untyped = Bench(replace(bench.cases, streams=cases().streams), actor="Bob")
    _record(untyped, "Customer inquiry", b'{"power_kw": "of Rivera"}')
    _record(bench, "Customer energy bills", b"abc")

    _work(bench)

    because = bench.cases.explain("SOL-1").because
    assert because.startswith("“Customer inquiry” does not fit its type CustomerInquiry: power_kw:")
    assert "Rivera" not in because


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        (
            "return lead, ",
            "return ",
            "gave back PreliminaryEnergyAnalysis instead of QualifiedLead",
        ),
        ("power_kw=inquiry.power_kw", "power_kw=6.5", "values of other types"),
        ("bills.content[::-1]", '"text"', "PreliminaryEnergyAnalysis: content: has to be bytes"),
        ("class QualifiedLead", "class Prospect", "Prospect, which stage NCV-03.1 does not give"),
        ("CustomerInquiry", "Inquiry", "Inquiry, which stage NCV-03.1 does not take in"),
    ],
)
def test_code_that_does_not_agree_becomes_a_task_at_once(
    install: Install, before: str, after: str, because: str
) -> None:
    stages = STAGES.replace(before, after).replace("QualifiedLead(", f"{_class(after)}(")
    stages = stages.replace("[QualifiedLead,", f"[{_class(after)},")
    found = install(stages=stages)
    bench = Bench(replace(cases(), bound=found.bound, streams=found))
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    _record(bench, "Customer inquiry", INQUIRY)
    _record(bench, "Customer energy bills", b"abc")

    _work(bench)

    standing = bench.cases.explain("SOL-1")
    assert because in standing.because
    assert standing.roles


def _class(words: str) -> str:
    return words.removeprefix("class ") if words.startswith("class ") else "QualifiedLead"
