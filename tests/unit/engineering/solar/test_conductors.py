import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.solar.conductors import (
    Circuit,
    NoConductorError,
    conductor_for,
)
from penstock.engineering.solar.overcurrent import next_standard_a, overcurrent_rating_a

SIZES = "14 12 10 8 6 4 3 2 1 1/0 2/0 3/0 4/0 250 300 350 400 500"


def place(size: str) -> int:
    return SIZES.split().index(size.partition(" ")[0])


@pytest.mark.parametrize(
    ("current_a", "breaker_a", "size", "ground"),
    # Columns of 75 °C of table 310.16, 240.4(D) and table 250.122, by hand.
    [
        (12.0, 15, "14 AWG", "14 AWG"),
        (16.0, 20, "12 AWG", "12 AWG"),
        (24.0, 30, "10 AWG", "10 AWG"),
        (31.7, 40, "8 AWG", "10 AWG"),
        (48.0, 60, "6 AWG", "10 AWG"),
        (80.0, 100, "3 AWG", "8 AWG"),
        # 125 % are 150.4 A, and 1/0 AWG bears 150 A.
        (120.3, 175, "2/0 AWG", "6 AWG"),
        (160.0, 200, "3/0 AWG", "6 AWG"),
    ],
)
def test_a_usual_breaker_has_its_usual_conductor(
    current_a: float, breaker_a: int, size: str, ground: str
) -> None:
    found = conductor_for(Circuit(current_a=current_a, breaker_a=breaker_a))

    assert (found.size, found.ground, found.sets) == (size, ground, 1)


def test_heat_and_neighbours_ask_for_more_copper() -> None:
    alone = conductor_for(Circuit(current_a=28))
    # 90 °C, 8 AWG: 55 A x 0.76 x 0.5 = 20.9 A are too few; 6 AWG: 28.5 A are enough.
    together = conductor_for(Circuit(current_a=28, ambient_c=53, together=10))

    assert (alone.size, together.size) == ("10 AWG", "6 AWG")
    assert together.ampacity_a == pytest.approx(28.5)


def test_what_one_conductor_does_not_bear_runs_in_parallel() -> None:
    found = conductor_for(Circuit(current_a=600, breaker_a=800))

    assert (found.sets, found.size, found.ground) == (2, "500 kcmil", "1/0 AWG")


@given(
    current_a=st.floats(1, 700),
    ambient_c=st.floats(-20, 70),
    together=st.integers(1, 40),
    more=st.floats(0, 9),
)
def test_more_current_or_heat_never_takes_less_copper(
    current_a: float, ambient_c: float, together: int, more: float
) -> None:
    less = conductor_for(Circuit(current_a=current_a, ambient_c=ambient_c, together=together))
    harder = Circuit(current_a=current_a + more, ambient_c=ambient_c + more, together=together)

    found = conductor_for(harder)

    assert (found.sets, place(found.size)) >= (less.sets, place(less.size))


@given(current_a=st.floats(0.1, 900), ambient_c=st.floats(-20, 60), together=st.integers(1, 9))
def test_a_conductor_bears_its_current_and_is_protected(
    current_a: float, ambient_c: float, together: int
) -> None:
    breaker_a = overcurrent_rating_a(current_a)
    circuit = Circuit(
        current_a=current_a, breaker_a=breaker_a, ambient_c=ambient_c, together=together
    )

    found = conductor_for(circuit)

    assert found.ampacity_a >= current_a
    assert found.ampacity_a > 800 or breaker_a <= next_standard_a(found.ampacity_a)


@pytest.mark.parametrize(
    ("circuit", "because"),
    [
        (Circuit(current_a=20, ambient_c=81), "air of 81 °C"),
        (Circuit(current_a=20, together=41), "41 conductors"),
        (Circuit(current_a=3_000), "3,000 A are more than 8 conductors"),
    ],
)
def test_what_the_tables_do_not_know_is_told(circuit: Circuit, because: str) -> None:
    with pytest.raises(NoConductorError, match=because):
        conductor_for(circuit)
