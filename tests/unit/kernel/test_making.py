from collections.abc import Callable
from dataclasses import dataclass, field

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
    mayor: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    name: str
    people: int = 0
    mayor: str = field(default="", repr=False)


_VALUES = st.tuples(st.sampled_from("ab"), st.integers(0, 1), st.sampled_from("xy"))


@given(_VALUES, _VALUES)
def test_a_checked_dataclass_is_compared_hashed_and_printed_as_a_compiled_one(
    one: tuple[str, int, str], other: tuple[str, int, str]
) -> None:
    town, rival = (_Town(name=n, people=p, mayor=m) for n, p, m in (one, other))
    known, other_known = (_Compiled(name=n, people=p, mayor=m) for n, p, m in (one, other))

    assert (town == rival, hash(town), repr(town).removeprefix("_Town")) == (
        known == other_known,
        hash(known),
        repr(known).removeprefix("_Compiled"),
    )


def test_a_checked_dataclass_equals_nothing_of_another_class() -> None:
    other: object = _Compiled(name="Ulm")

    assert _Town(name="Ulm") != other
