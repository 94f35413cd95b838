from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.packet import (
    Cover,
    Drawing,
    Packet,
    Part,
    Required,
    Table,
    completeness,
    lacking,
    pages_of,
)

DRAWN = Part(
    name="site plan",
    drawings=(Drawing(svg='<svg xmlns="http://www.w3.org/2000/svg"/>', words="x"),),
)
LISTED = Part(name="equipment list", tables=(Table(columns=("part",), rows=(("inverter",),)),))
REQUIRED = (
    Required(name="site plan", because="fire code"),
    Required(name="equipment list", because="NEC 110.3"),
)


def packet(*parts: Part) -> Packet:
    cover = Cover(
        title="Permit packet",
        subtitle="18 Alder Court",
        facts=(("Owner", "Ada Moreno"),),
        made_by="AES",
        made_on=date(2026, 11, 20),
    )
    return Packet(cover=cover, parts=parts)


def test_a_packet_with_everything_is_complete() -> None:
    assert completeness(packet(LISTED, DRAWN), REQUIRED) == (
        "Complete: 2 required documents are there."
    )


def test_a_packet_tells_what_it_lacks_and_who_wants_it() -> None:
    assert completeness(packet(DRAWN), REQUIRED) == (
        "Incomplete, 1 of 2 documents are missing: equipment list (NEC 110.3)."
    )


def test_an_empty_page_is_no_document() -> None:
    empty = replace(LISTED, tables=(Table(columns=("part",), rows=()),))

    assert lacking(packet(DRAWN, empty), REQUIRED) == REQUIRED[1:]


@given(st.sets(st.sampled_from([DRAWN, LISTED])))
def test_what_is_lacking_and_what_is_there_are_all_that_is_required(parts: set[Part]) -> None:
    found = lacking(packet(*parts), REQUIRED)

    assert {each.name for each in found} | {each.name for each in parts} == {
        each.name for each in REQUIRED
    }


def test_a_document_is_another_as_soon_as_it_says_something_else() -> None:
    assert replace(LISTED, notes=("n",)).sha256 != LISTED.sha256
    assert replace(LISTED).sha256 == LISTED.sha256


def test_a_row_without_a_cell_is_told() -> None:
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table(columns=("a", "b"), rows=(("only one",),))


def test_pages_hold_texts_and_the_hash_of_each_part() -> None:
    pages = pages_of(packet(DRAWN, LISTED))

    assert pages["made_on"] == "20 Nov 2026"
    assert [each["sha256"] for each in pages["parts"]] == [DRAWN.sha256, LISTED.sha256]
    assert pages["parts"][1]["tables"][0]["right"] == [False]
