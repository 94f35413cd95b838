"""Which stream a line belongs to, in a document that describes several."""

from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.reading.notebook import Stream, stream_at
from penstock.kernel.places import Place


@given(st.sets(st.integers(min_value=1, max_value=60), max_size=8), st.integers(1, 60))
def test_a_line_belongs_to_the_last_stream_that_begins_before_it(
    begins: set[int], line: int
) -> None:
    streams = [(_stream(begin), begin) for begin in sorted(begins)]

    found = stream_at(line, streams)

    last = max((begin for begin in begins if begin <= line), default=None)
    assert found == (None if last is None else _stream(last))


def _stream(begin: int) -> Stream:
    return Stream(f"NCV-{begin:02}", "Rooftop Solar", Place("stages.md", begin))
