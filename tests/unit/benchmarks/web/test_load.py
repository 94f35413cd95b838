"""What the benchmark of the web application takes for an answer."""

import pytest

from benchmarks.web.visiting import is_answered


@pytest.mark.parametrize(
    ("kind", "status", "is_right"),
    [("work", 200, True), ("work", 403, False), ("work", 0, False), ("fairness", 403, True)],
)
def test_what_is_refused_where_it_should_not_be_is_no_answer(
    kind: str, status: int, is_right: bool
) -> None:
    assert is_answered(kind, status) is is_right
