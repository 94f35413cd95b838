from dataclasses import replace

from penstock.architecture.checks.code.completeness import UnaccountedStage
from tests.rules import found as found_without_packages
from tests.small_company import STAGES
from tests.unit.architecture.checks.code.packages import BY_HAND, GOOD, found


def test_a_stage_that_the_manifest_does_not_name_is_found_in_the_documents() -> None:
    without = {each: said for each, said in GOOD.items() if each != "NCV-03.2"}

    (finding,) = found(UnaccountedStage, without)

    assert "solar/stream.toml says nothing of stage NCV-03.2 Design Array." in finding.message
    assert finding.place.document == "stages.md"
    assert STAGES.splitlines()[finding.place.line - 1].startswith("| **NCV-03.2**")


def test_what_is_not_coded_needs_a_reason() -> None:
    (finding,) = found(UnaccountedStage, GOOD | {"NCV-03.2": replace(BY_HAND, because=" ")})

    assert "calls stage NCV-03.2 Design Array by-hand without a reason" in finding.message


def test_a_manifest_that_accounts_for_all_is_good() -> None:
    assert found(UnaccountedStage) == []


def test_a_stream_without_a_package_is_worked_by_hand() -> None:
    assert found_without_packages(UnaccountedStage, STAGES) == []


def test_a_package_for_a_stream_that_these_documents_do_not_have_concerns_them_not() -> None:
    assert found(UnaccountedStage, {}, stream_id="RCV-01") == []
