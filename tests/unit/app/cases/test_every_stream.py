import pytest

from penstock.delivery.case import Status
from tests.unit.app.cases.bench import Bench, cases

STREAMS = cases().models.stream_ids


def test_the_reference_company_has_29_streams() -> None:
    assert len(STREAMS) == 29


@pytest.mark.parametrize("stream", STREAMS)
def test_a_stream_is_worked_from_open_to_closed_by_its_documents_alone(stream: str) -> None:
    bench = Bench()
    case_id = bench.open(stream).case_id

    standing = bench.work_whole(case_id)

    assert (standing.status, standing.next) == (Status.CLOSED, ())
