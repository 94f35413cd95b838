"""Roof files say what they say, or one sentence tells what is wrong and where."""

import json
import math
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.roof_files import read_roof
from penstock.engineering.solar.roofs import Edge, Pathway
from tests.unit.engineering.solar.cases import EXAMPLE_ROOF

Change = Callable[[dict[str, Any]], object]


def example() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EXAMPLE_ROOF.read_bytes())
    return found


def test_the_example_says_what_it_says() -> None:
    found = read_roof(EXAMPLE_ROOF.read_bytes())

    south = found.roof.planes[0]
    assert (found.roof.rule.id, found.roof.zone) == ("IRC 2021", "America/New_York")
    assert south.edges == (Edge.EAVE, Edge.RAKE, Edge.RIDGE, Edge.RAKE)
    assert south.area_m2 == pytest.approx(13 * 4.8 / 0.8987940)
    assert isinstance(found.module, Module)
    assert isinstance(found.inverter, Inverter)
    assert [each.most_modules for each in found.roof.planes] == [None, 0, None, 0]


def test_edges_stay_with_their_corners_when_they_are_listed_clockwise() -> None:
    file = example()
    file["planes"] = [
        {
            "name": "p",
            "tilt_degrees": 20,
            "azimuth_degrees": 180,
            "outline_m": [[0, 0], [0, 4], [6, 4], [6, 0]],
            "edges": ["hip", "ridge", "valley", "eave"],
            "pathway": "left",
        }
    ]

    (plane,) = read_roof(json.dumps(file).encode()).roof.planes

    by_corner = dict(zip(plane.outline, plane.edges, strict=True))
    assert by_corner == {
        (0.0, 0.0): Edge.EAVE,
        (6.0, 0.0): Edge.VALLEY,
        (6.0, 4.0): Edge.RIDGE,
        (0.0, 4.0): Edge.HIP,
    }
    assert plane.pathway is Pathway.LEFT


def planes(**changed: Any) -> Change:
    return lambda file: file["planes"][0].update(changed)


CIRCLE = [[5 + math.cos(turn / 8), 2 + math.sin(turn / 8)] for turn in range(50)]
MANY = [{"name": str(number), "plan_m": CIRCLE} for number in range(12)]
BOW = [[0, 0], [6, 4], [6, 0], [0, 4]]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (planes(tilt_degrees=200), "“tilt_degrees” is 200 degrees; expected 0 to 90."),
        (planes(azimuth_degrees=361), "“azimuth_degrees” is 361 degrees; expected 0 to 360."),
        (planes(azimuth_degrees="south"), "is the text “south”; expected a number."),
        (planes(plan_m=BOW), "crosses itself: the edge from corner 1"),
        (planes(plan_m=[[0, 0], [1, 1]]), "has 2 corners; expected three at least."),
        (planes(plan_m=[[0, 0], [1, 0], [2, 0]]), "crosses itself: the edge from corner"),
        (planes(plan_m=[[0, 0], [0.1, 0], [0, 0.1]]), "has no area"),
        (planes(plan_m=[[0, 0], [1, "a"], [0, 1]]), "entry 2 of “plan_m” is the list"),
        (planes(plan_m=[[0, 0], [1, 1e9], [0, 1]]), "expected two numbers from -500 to 500"),
        (planes(plan_m=[[0, 0]] * 61), "“plan_m” has 61 entries; expected 60 at most."),
        (
            planes(pathway="lefft"),
            "“lefft” is none of “best”, “left”, “right”, “elsewhere”. Did you",
        ),
        (planes(edges=["eave"]), "has 4 corners and 1 edges; expected as many."),
        (planes(tilt=3), "has “tilt”, which is none of"),
        (planes(name=""), "“name” is the text “”; expected text in quotes."),
        (planes(most_modules=-1), "“most_modules” is -1; expected 0 to 10000."),
        (
            planes(obstructions=[{"name": "tree", "plan_m": [[50, 50], [51, 50], [51, 51]]}]),
            "“tree” lies outside of the plane",
        ),
        (
            planes(obstructions=[{"name": "tree", "plan_m": [[1, 1], [2, 1]]}]),
            "the outline of “tree” has 2 corners",
        ),
        (
            planes(plan_m=[[0, 0], [300, 0], [300, 300]], obstructions=[]),
            "m²; expected 25,000 at most. Are the corners in metres?",
        ),
        (planes(obstructions=MANY), "its obstructions have 604 edges; expected 500 at most"),
        (lambda file: file.pop("latitude"), "roof.json has no “latitude”."),
        (lambda file: file.update(latitud=file.pop("latitude")), "Is it “latitud”?"),
        (lambda file: file.update(latitude=91), "“latitude” is 91; expected -90 to 90."),
        (lambda file: file.update(latitude=True), "is the word true; expected a number."),
        (lambda file: file.update(longitude=10**400), "“longitude” is far too large"),
        (lambda file: file.update(planes=[]), "“planes” is empty"),
        (lambda file: file.update(planes={}), "“planes” is an object; expected a list."),
        (lambda file: file["planes"].append(file["planes"][0]), "two planes are called “south”"),
        (lambda file: file["setbacks"].update(rule="IRC 2020"), "no setback rule “IRC 2020”"),
        (lambda file: file["setbacks"].pop("rule"), "has no “ridge_inches”"),
        (
            lambda file: file.update(horizon=[[90, 5], [10, 5]]),
            "“horizon”: A horizon's points have",
        ),
        (lambda file: file["module"].update(voc_v=30), "Module Example 400: 31 V and 12.9 A"),
        (lambda file: file["module"].update(width_m=2), "its length is the longer side"),
        (lambda file: file["module"].update(power_w=500), "are 400 W, but it is rated 500 W"),
        (lambda file: file["module"].pop("isc_a"), "“module” has no “isc_a”"),
        (lambda file: file["inverter"].update(mppt_high_v=700), "expected each to be more than"),
        (lambda file: file.update(zzz=1), "roof.json has “zzz”, which is none of"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change: Change, sentence: str) -> None:
    file = example()
    change(file)

    with pytest.raises(SolarError, match=re.escape(sentence)):
        read_roof(json.dumps(file).encode())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"{",
            "roof.json is not JSON: Expecting property name enclosed in double quotes in line 1",
        ),
        (b"[]", "roof.json is the list []; expected an object in braces."),
        (b"\xff\xfe", "roof.json is not UTF-8 text: byte 1 does not fit."),
        (b'{"latitude": NaN}', "holds a number that cannot be: NaN is no number."),
        (b'{"latitude": 1e999}', "“latitude” is far too large"),
        (b"1" * 5000, "holds a number that cannot be"),
        (b"x" * 1_000_001, "roof.json has 1,000,001 bytes; expected at most 1,000,000."),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_roof_file_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(SolarError, match=re.escape(sentence)):
        read_roof(data)


@pytest.mark.parametrize(
    "making",
    [
        "b'[' * 999_999",
        "b'{\"a\":' * 160_000",
        "b'[' + b'1,' * 499_000 + b'1]'",
        "b'{' + b','.join(b'\"%d\":%d' % (n, n) for n in range(60_000)) + b'}'",
        "b'\"' + b'\\\\u0041' * 160_000 + b'\"'",
        "b'1' * 999_999",
    ],
)
def test_a_hostile_file_is_refused_in_bounded_time_and_memory(making: str) -> None:
    program = f"""
import re, time
from penstock.engineering.solar.roof_files import read_roof
from penstock.engineering.solar.errors import SolarError
data = {making}
begun = time.process_time()
try:
    read_roof(data)
except SolarError as error:
    (most,) = re.findall(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
    print(time.process_time() - begun, most)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    seconds, most_kib = map(float, done.stdout.split())
    assert (seconds < 30, most_kib < 200 * 1024) == (True, True), done.stdout


@pytest.mark.parametrize(
    ("planes_there", "obstructions_there", "side_m"),
    [(40, 0, 16), (1, 8, 105), (4, 2, 52)],
)
def test_the_most_that_a_file_may_hold_is_laid_out_in_bounded_time_and_memory(
    planes_there: int, obstructions_there: int, side_m: float
) -> None:
    program = f"""
import json, math, re, time
from penstock.engineering.solar.layout import roof_layout
from penstock.engineering.solar.roof_files import read_roof
file = json.load(open({str(EXAMPLE_ROOF)!r}))
def star(x, y, r):
    turns = [math.tau * n / 60 for n in range(60)]
    return [[x + r * (1 + n % 2) * math.cos(t), y + r * (1 + n % 2) * math.sin(t)]
            for n, t in enumerate(turns)]
half = {side_m} / 2
things = [{{"name": str(n), "outline_m": star(half + n / 60, half + n / 60, half / 9)}}
          for n in range({obstructions_there})]
file["planes"] = [{{"name": str(n), "tilt_degrees": 20, "azimuth_degrees": 90,
                   "outline_m": star(half, half, half / 2), "obstructions": things}}
                  for n in range({planes_there})]
roof = read_roof(json.dumps(file).encode())
begun = time.process_time()
roof_layout(roof.roof, roof.module)
(most,) = re.findall(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(time.process_time() - begun, most)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    seconds, most_kib = map(float, done.stdout.split())
    assert (seconds < 60, most_kib < 200 * 1024) == (True, True), done.stdout


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(data=st.data(), value=JSON)
def test_whatever_stands_anywhere_is_read_or_told(data: st.DataObject, value: Any) -> None:
    file = example()
    place: Any = file
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = value

    with suppress(SolarError):
        read_roof(json.dumps(file).encode())


@given(st.binary(max_size=200))
def test_whatever_bytes_there_are_are_told_to_be_no_roof(data: bytes) -> None:
    with pytest.raises(SolarError):
        read_roof(data)
