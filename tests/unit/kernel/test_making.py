from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.making import checked_dataclass, maker
from penstock.kernel.places import Place

_made: Callable[[tuple[str, int, int, int]], Place] = maker(Place)


@given(st.text(), st.integers(min_value=1), st.integers(min_value=1), st.integers(min_value=0))
def test_what_is_made_is_what_calling_the_class_gives(
    document: str, line: int, column: int, cell: int
) -> None:
    place = _made((document, line, column, cell))

    assert (type(place), place) == (Place, Place(document, line, column, cell))


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class _Town:
    name: str
    people: int = 0


@given(st.text(), st.integers(), st.text(), st.integers())
def test_a_checked_dataclass_is_equal_and_hashed_by_its_fields(
    name: str, people: int, other: str, others: int
) -> None:
    towns = {_Town(name=name, people=people), _Town(name=other, people=others)}

    assert len(towns) == len({(name, people), (other, others)})
