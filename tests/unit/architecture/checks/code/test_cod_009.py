from penstock.architecture.checks.code.acting import TakenPlace
from penstock.kernel.findings import Severity
from tests.unit.architecture.checks.code.acts import STAGES
from tests.unit.architecture.checks.code.packages import found


def test_a_package_of_our_own_is_not_noted() -> None:
    assert found(TakenPlace, STAGES) == []


def test_a_package_in_the_place_of_ours_is_noted() -> None:
    (finding,) = found(TakenPlace, STAGES, replaces="penstock.streams.solar")

    assert finding.severity is Severity.NOTE
    assert "solar/stream.toml takes the place of penstock.streams.solar" in finding.message
