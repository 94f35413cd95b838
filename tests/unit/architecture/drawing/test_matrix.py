import re
import time

import pytest

from penstock.architecture.drawing import Options, cross_map_matrix
from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    Kind,
    Relation,
    RelationKind,
    System,
)
from penstock.kernel.places import Place
from tests.unit.architecture.drawing.drawn_company import MAPPING, company
from tests.unit.architecture.drawing.svg_reader import lines_of

PLACE = Place("a.md", 1)


def _products(svg: str) -> list[str]:
    return re.findall(r'aria-label="([^"]*)"', svg)


def _drawn(model: Architecture, rows: Kind, columns: Kind) -> str:
    return cross_map_matrix(model, rows, columns, link=lambda ref: f"#{ref.id}")


def _path(svg: str, class_: str) -> str:
    found = re.search(rf'<path d="([^"]*)" class="{class_}"', svg)
    return found[1] if found else ""


def test_each_row_tells_what_it_is_tied_to() -> None:
    labels = _products(_drawn(company(), Kind.PRODUCT, Kind.VALUE_STREAM))

    assert "NONREG-DG-001 Home Solar; NCV-03 P, RCV-02 S" in labels


def test_primary_is_a_dot_on_a_solid_cell_and_supporting_a_ring_on_a_pale_one() -> None:
    svg = _drawn(company(), Kind.PRODUCT, Kind.VALUE_STREAM)

    assert [_path(svg, each).count("M") for each in ("solid", "dot", "pale", "ring")] == [2] * 4


def test_what_no_document_defines_bears_a_question_mark() -> None:
    svg = _drawn(company(), Kind.PRODUCT, Kind.VALUE_STREAM)

    assert "XCV-01 ?" in {line.text for line in lines_of(svg)}


def test_two_strengths_of_one_pair_are_outlined() -> None:
    twice = MAPPING + "| ELEC-RES-001 | Home Power | XCV-01: Nowhere | |\n"

    svg = _drawn(company(mapping=twice), Kind.PRODUCT, Kind.VALUE_STREAM)

    assert _path(svg, "clash").count("M") == 1


def test_rows_and_columns_have_totals() -> None:
    texts = [line.text for line in lines_of(_drawn(company(), Kind.PRODUCT, Kind.VALUE_STREAM))]

    assert texts[texts.index("Total") + 1 :][:5] == ["1", "2", "0", "1", "4"]


def test_kinds_without_elements_are_told() -> None:
    assert "nothing to map" in _drawn(Architecture(), Kind.PRODUCT, Kind.VALUE_STREAM)


@pytest.fixture(scope="module")
def wall() -> Architecture:
    capabilities = [
        Capability(id=f"{n // 10}.{n % 10}", name=f"Capability {n}", place=PLACE, level=2)
        for n in range(300)
    ]
    systems = [System(id=f"SYS-{n:03}", name=f"System {n}", place=PLACE) for n in range(900)]
    kinds = (RelationKind.DELIVERS, RelationKind.SUPPORTS)
    relations = tuple(
        Relation(kinds[n % 2], systems[n * 7 % 900].ref, capabilities[n * 11 % 300].ref, PLACE)
        for n in range(13_000)
    )
    elements: list[Element] = [*capabilities, *systems]
    return Architecture(elements=tuple(elements), relations=relations)


def test_a_large_matrix_repeats_its_labels_block_by_block(wall: Architecture) -> None:
    svg = cross_map_matrix(wall, Kind.CAPABILITY, Kind.SYSTEM)

    assert svg.count(">Capability 7<") == 19
    assert svg.count(">SYS-007<") == 6


def test_repeated_labels_are_no_further_links(wall: Architecture) -> None:
    svg = _drawn(wall, Kind.CAPABILITY, Kind.SYSTEM)

    assert svg.count("<a ") == 1200


def test_300_rows_and_900_columns_are_drawn_in_two_seconds(wall: Architecture) -> None:
    begin = time.process_time()

    cross_map_matrix(wall, Kind.CAPABILITY, Kind.SYSTEM, Options())

    assert time.process_time() - begin < 2
