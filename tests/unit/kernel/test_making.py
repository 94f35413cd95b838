from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.making import maker
from penstock.kernel.places import Place

_made: Callable[[tuple[str, int, int, int]], Place] = maker(Place)


@given(st.text(), st.integers(min_value=1), st.integers(min_value=1), st.integers(min_value=0))
def test_what_is_made_is_what_calling_the_class_gives(
    document: str, line: int, column: int, cell: int
) -> None:
    place = _made((document, line, column, cell))

    assert (type(place), place) == (Place, Place(document, line, column, cell))
