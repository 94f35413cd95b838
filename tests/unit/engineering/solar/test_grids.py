"""Which rectangles keep their distance from a border: the quick look agrees with the exact one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.grids import Border
from penstock.engineering.solar.polygons import EPSILON_M, distances_m

LENGTHS = st.floats(0.2, 3.0)
PLACES = st.tuples(st.floats(-6, 6), st.floats(-6, 6))


@given(
    outline=st.lists(PLACES, min_size=3, max_size=7, unique=True),
    clearance_m=st.sampled_from([0.0, 0.1, 0.46, 0.91]),
    corners=st.lists(PLACES, min_size=1, max_size=30),
    size=st.tuples(LENGTHS, LENGTHS),
)
def test_a_rectangle_is_far_enough_where_its_distance_from_every_edge_is(
    outline: list[Point], clearance_m: float, corners: list[Point], size: Point
) -> None:
    border = Border(outline=tuple(outline), clearances_m=(clearance_m,) * len(outline))
    places = np.array(corners)

    found = border.far_enough(places, size)

    exact = distances_m(places, size, border.edges) >= clearance_m - EPSILON_M
    assert found.tolist() == exact.all(1).tolist()


def test_rectangles_beside_in_and_across_a_border_are_told_apart() -> None:
    border = Border(
        outline=((0.0, 0.0), (10.0, 0.0), (10.0, 6.0), (0.0, 6.0)), clearances_m=(1,) * 4
    )
    places = np.array([(4.0, 2.0), (1.0, 1.0), (0.5, 2.0), (-0.5, 2.0), (-4.0, 2.0)])

    found = border.far_enough(places, (1.0, 2.0))

    assert found.tolist() == [True, True, False, False, True]
