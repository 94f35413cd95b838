"""Words come out of Markdown without its marks, and ids with the names behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.model import Kind, Ref
from penstock.architecture.reading.words import (
    identified,
    kind_of,
    numbered,
    plain,
    spelled_out,
    without_count,
    without_qualifier,
    without_section_number,
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("**Site survey**", "Site survey"),
        ("*Site* _survey_ `now`", "Site survey now"),
        ("[Site](a.md) and ![plan](b.svg)", "Site and plan"),
        ("[**Site** survey](a_(b).md)", "Site survey"),
        ("first<br>second<BR/>third", "first second third"),
        ("either \\| or", "either | or"),
        ("5 \\* 3 \\[m\\]", "5 * 3 [m]"),
        ("snake_case and 2*3", "snake_case and 2*3"),
        ("[not a link] (x)", "[not a link] (x)"),
        ("a\\b", "a\\b"),
    ],
)
def test_marks_are_taken_off(written: str, words: str) -> None:
    assert plain(written) == words


@given(st.text("aé 1\n"))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert plain(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "kind", "identifier", "name"),
    [
        ("NCV-03", Kind.VALUE_STREAM, "NCV-03", ""),
        ("NCV-03: Solar", Kind.VALUE_STREAM, "NCV-03", "Solar"),
        ("NCV-03:Solar", Kind.VALUE_STREAM, "NCV-03", "Solar"),
        ("NCV-03 – Solar (new)", Kind.VALUE_STREAM, "NCV-03", "Solar (new)"),
        ("NCV-03.4 Install", Kind.STAGE, "NCV-03.4", "Install"),
        ("ELEC-RES-001 Home", Kind.PRODUCT, "ELEC-RES-001", "Home"),
    ],
)
def test_text_that_begins_with_an_id_names_an_element(
    text: str, kind: Kind, identifier: str, name: str
) -> None:
    assert identified(text) == (Ref(kind, identifier), name)


@pytest.mark.parametrize("text", ["Solar NCV-03", "NCV-031", "NCV-3", "ncv-03", "", "2.1 Name"])
def test_other_text_names_nothing_by_id(text: str) -> None:
    assert identified(text) is None


def test_the_form_of_an_id_tells_its_kind() -> None:
    assert [kind_of(each) for each in ("NCV-03", "NCV-03.12", "NONREG-DG-001")] == [
        Kind.VALUE_STREAM,
        Kind.STAGE,
        Kind.PRODUCT,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1 Name", ("2.1", "Name")),
        ("10. Name", ("10", "Name")),
        ("1.2.3. Long name", ("1.2.3", "Long name")),
        ("2030 Target", None),
        ("Name 2.1", None),
    ],
)
def test_a_number_before_a_name_is_a_capability_number(
    text: str, expected: tuple[str, str] | None
) -> None:
    assert numbered(text) == expected


def test_a_qualifier_is_taken_off_a_name() -> None:
    assert without_qualifier("Customer service (Credit (old))") == "Customer service"


def test_a_name_of_brackets_alone_stays() -> None:
    assert without_qualifier("(Credit)") == "(Credit)"


def test_a_heading_loses_its_number_and_its_count() -> None:
    assert without_count(without_section_number("2.1. Gas products (3)")) == "Gas products"


def test_a_number_inside_a_heading_belongs_to_it() -> None:
    assert without_section_number("Level 2 capabilities") == "Level 2 capabilities"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("NCV-01, 02, 03", "NCV-01, NCV-02, NCV-03"),
        ("see NCV-01, 02 and RCV-01", "see NCV-01, NCV-02 and RCV-01"),
        ("NCV-01, 2030", "NCV-01, 2030"),
    ],
)
def test_shorthand_is_spelled_out(short: str, long: str) -> None:
    assert spelled_out(short) == long
