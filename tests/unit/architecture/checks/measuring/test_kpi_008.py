from penstock.architecture.checks.measuring.using import UnusableRecord
from tests.unit.architecture.checks.measuring.metrics import WHOLE, found


def test_what_cannot_be_followed_is_reported_as_it_is_told() -> None:
    fault = "performance/key-metrics/TST-01.toml:4 has no kind. Write it."

    (finding,) = found(UnusableRecord, *WHOLE, faults=(fault,))

    assert finding.message == fault


def test_files_that_can_be_followed_have_no_finding() -> None:
    assert found(UnusableRecord, *WHOLE) == []
