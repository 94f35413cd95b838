"""Modules lie where they may, as many as fit, and wherever the roof stands."""

import math
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.layout import PlaneLayout, RoofLayout, roof_layout
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.picture import roof_picture
from penstock.engineering.solar.polygons import checked, contains
from penstock.engineering.solar.roof_files import read_roof
from penstock.engineering.solar.roofs import (
    Edge,
    Obstruction,
    Pathway,
    Plane,
    Roof,
    in_plan,
    on_plane,
    plane_of,
)
from penstock.engineering.solar.setbacks import NONE, RULES
from tests.unit.engineering.solar.cases import EXAMPLE_ROOF, MODULE, rectangle, roof

SIDES = st.floats(2, 14)
INCH = 0.0254


def layout(*planes: Plane, **changed: Any) -> RoofLayout:
    return roof_layout(roof(*planes, **changed), MODULE)


def overlap(a: tuple[float, float], b: tuple[float, float], size: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < size[0] - 1e-6 and abs(a[1] - b[1]) < size[1] - 1e-6


def test_a_bare_rectangle_holds_the_grid_that_one_would_draw() -> None:
    plane = rectangle(4 * 1.134 + 3 * 0.02, 2 * 1.722 + 0.02)

    found = layout(plane, rule=NONE, edge_m=0.0).planes[0]

    assert (found.count, found.is_portrait) == (8, True)


def test_a_ridge_and_a_pathway_stay_free() -> None:
    (found,) = layout(
        rectangle(12, 5.5), replace(rectangle(12, 60, name="far"), most_modules=0)
    ).planes[:1]

    assert found.strip is not None
    assert found.strip[1] - found.strip[0] == pytest.approx(36 * INCH)
    assert found.ridge_m == pytest.approx(18 * INCH)
    tops = [y + found.grid.size[1] for _, y in found.grid.corners]
    assert max(tops) <= 5.5 - 18 * INCH + 1e-6
    assert all(x >= found.strip[1] - 1e-6 for x, _ in found.grid.corners)


def test_much_of_a_roof_asks_for_a_wide_setback_or_fewer_modules() -> None:
    found = layout(rectangle(12, 8))

    share = found.covered_share
    assert found.planes[0].ridge_m == pytest.approx((36 if share > 0.33 else 18) * INCH)
    assert share > 0.33


@settings(max_examples=12)
@given(width=SIDES, height=SIDES, limit=st.floats(0.05, 0.9))
def test_a_narrow_setback_never_covers_more_than_its_limit(
    width: float, height: float, limit: float
) -> None:
    rule = replace(RULES["IRC 2021"], wide_above=limit)
    other = replace(rectangle(6, 4, name="other"), pathway=Pathway.LEFT)

    found = layout(rectangle(width, height), other, rule=rule)

    if any(each.ridge_m == rule.ridge_m for each in found.planes):
        assert found.covered_share <= limit + 1e-9
    else:
        assert {each.ridge_m for each in found.planes} == {rule.wide_ridge_m}


def test_sprinklers_let_more_of_a_roof_be_taken() -> None:
    bare = replace(rectangle(12, 4.2, name="north"), most_modules=0)

    dry, wet = (layout(rectangle(12, 4.2), bare, sprinklers=each) for each in (False, True))

    assert wet.count > dry.count
    assert wet.covered_share <= 0.66


def test_a_nearly_flat_roof_is_exempt() -> None:
    flat = rectangle(12, 5.5, facing=Facing(tilt_degrees=9, azimuth_degrees=180))

    assert layout(flat).count > layout(rectangle(12, 5.5)).count


def test_a_pathway_elsewhere_leaves_room() -> None:
    here, there = (rectangle(12, 5.5, pathway=each) for each in (Pathway.BEST, Pathway.ELSEWHERE))

    assert layout(there).count > layout(here).count


@settings(max_examples=12)
@given(
    width=SIDES, height=SIDES, x=st.floats(0.1, 0.9), y=st.floats(0.1, 0.9), lean=st.floats(-3, 3)
)
def test_modules_lie_inside_apart_and_off_obstructions(
    width: float, height: float, x: float, y: float, lean: float
) -> None:
    corners = ((0.0, 0.0), (width, 0.0), (width + lean, height), (lean / 2, height))
    middle = (x * width * 0.5 + 0.4, y * height * 0.8 + 0.1)
    vent = tuple((middle[0] + dx, middle[1] + dy) for dx, dy in ((0, 0), (0.3, 0), (0.3, 0.3)))
    facing = Facing(tilt_degrees=30, azimuth_degrees=180)
    try:
        plane = plane_of("p", facing, corners, obstructions=(Obstruction(name="v", outline=vent),))
    except SolarError:
        return

    found = layout(plane).planes[0]

    assert faults(found) == []


def faults(found: PlaneLayout) -> list[str]:
    """Return what is wrong with a plane's modules, tried corner by corner."""
    import numpy as np

    size, wrong = found.grid.size, []
    for a, b in combinations(found.grid.corners, 2):
        if overlap(a, b, size):
            wrong.append(f"{a} and {b} overlap")
    steps = np.linspace(0, 1, 9)
    for corner in found.grid.corners:
        points = np.array(
            [(corner[0] + s * size[0], corner[1] + t * size[1]) for s in steps for t in steps]
        )
        if not contains(found.plane.outline, points).all():
            wrong.append(f"{corner} reaches outside")
        if any(contains(each.outline, points).any() for each in found.plane.obstructions):
            wrong.append(f"{corner} covers an obstruction")
    return wrong


@settings(max_examples=8)
@given(
    east=st.floats(-100, 100),
    north=st.floats(-100, 100),
    turn=st.floats(0, 359),
    width=st.floats(4, 12),
)
def test_a_roof_moved_and_turned_holds_as_many(
    east: float, north: float, turn: float, width: float
) -> None:
    def counted(at: tuple[float, float], azimuth: float) -> list[int]:
        facing = Facing(tilt_degrees=25, azimuth_degrees=azimuth)
        angle = math.radians(180 - azimuth)
        corners = [(0.0, 0.0), (width, 0.0), (width - 1, 4.7), (1.0, 4.7)]
        turned = tuple(
            (
                at[0] + x * math.cos(angle) - y * math.sin(angle),
                at[1] + x * math.sin(angle) + y * math.cos(angle),
            )
            for x, y in corners
        )
        plane = plane_of("p", facing, turned, in_plan=True)
        return [each.count for each in layout(plane).planes]

    assert counted((east, north), turn) == counted((0, 0), 180)


@given(x=st.floats(-50, 50), y=st.floats(-50, 50), tilt=st.floats(0, 80), turn=st.floats(0, 360))
def test_a_point_on_the_plane_and_in_plan_is_the_same(
    x: float, y: float, tilt: float, turn: float
) -> None:
    facing = Facing(tilt_degrees=tilt, azimuth_degrees=turn)

    assert in_plan(on_plane((x, y), facing), facing) == pytest.approx((x, y), abs=1e-6)


@settings(max_examples=12)
@given(width=SIDES, height=SIDES, more=st.floats(0, 4))
def test_a_higher_plane_never_holds_far_fewer(width: float, height: float, more: float) -> None:
    small, large = (
        layout(rectangle(width, each), rule=NONE).count for each in (height, height + more)
    )

    # The best of what is tried; a flush grid of the smaller plane is tried in the larger one too.
    assert large >= small


def test_an_outline_that_touches_itself_is_refused() -> None:
    eight = ((0.0, 0.0), (2.0, 2.0), (4.0, 0.0), (4.0, 4.0), (2.0, 2.0), (0.0, 4.0))

    with pytest.raises(SolarError, match="crosses itself"):
        checked(eight, "It")


@settings(max_examples=50)
@given(st.integers(3, 12), st.floats(0, 6), st.floats(0.5, 50))
def test_a_regular_outline_does_not_cross_itself(count: int, turn: float, radius: float) -> None:
    angles = [turn + 2 * math.pi * each / count for each in range(count)]
    outline = tuple((radius * math.cos(a), radius * math.sin(a)) for a in angles)

    assert checked(outline, "It") == outline
    assert all(a != b for a, b in pairwise(outline))


def test_the_example_is_drawn_the_same_each_time() -> None:
    file = read_roof(EXAMPLE_ROOF.read_bytes())
    found = roof_layout(file.roof, MODULE)

    picture = roof_picture(found)

    assert picture == roof_picture(roof_layout(file.roof, MODULE))
    drawn = ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}polygon")
    assert sum(each.get("class") == "module" for each in drawn) == found.count


def test_planes_without_a_plan_are_drawn_beside_each_other() -> None:
    found = layout(rectangle(6, 5), rectangle(6, 5, name="north"))

    picture = ET.fromstring(roof_picture(found))

    edges = [
        [float(point.split(",")[0]) for point in (each.get("points") or "").split()]
        for each in picture.iter("{http://www.w3.org/2000/svg}polygon")
        if each.get("class") == "edge"
    ]
    assert max(edges[0]) < min(edges[1])


def test_names_on_a_picture_are_text_and_never_markup() -> None:
    found = layout(rectangle(6, 5, name="<script>alert(1)</script>"), name="& <b>")

    assert "<script>" not in roof_picture(found)
    ET.fromstring(roof_picture(found))


def test_a_large_roof_is_laid_out_whole() -> None:
    found = layout(rectangle(60, 40), rule=RULES["IRC 2018"])

    assert found.count > 600


def test_hips_are_kept_by_their_distance() -> None:
    hip = plane_of(
        "hip",
        Facing(tilt_degrees=26, azimuth_degrees=90),
        ((0.0, 0.0), (10.0, 0.0), (6.0, 5.0), (4.0, 5.0)),
        (Edge.EAVE, Edge.HIP, Edge.RIDGE, Edge.HIP),
    )

    found = layout(hip, edge_m=0.3)

    assert 0 < found.count < 12
    assert faults(found.planes[0]) == []


def test_a_roof_without_room_holds_nothing() -> None:
    found = layout(rectangle(1.5, 1.5))

    assert (found.count, found.power_kw, found.arrays) == (0, 0.0, ())
    assert isinstance(found.roof, Roof)
