"""Lists inside cells come apart at the right places."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.model import Stated
from penstock.architecture.reading.lists import items_of, lines_of, roles_of, streams_of
from penstock.kernel.places import Place


def texts(read: Callable[[Stated], Iterable[Stated]], cell: str) -> list[str]:
    return [each.text for each in read(Stated(cell, Place("a.md", 1)))]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Site data, Quote", ["Site data", "Quote"]),
        ("Site data; Quote, signed", ["Site data", "Quote, signed"]),
        ("Data (site, roof), Quote", ["Data (site, roof)", "Quote"]),
        ("Data (site; roof), Quote", ["Data (site; roof)", "Quote"]),
        ("Data\\; raw, Quote", ["Data; raw", "Quote"]),
        ("Site data<br>Quote, Permit", ["Site data", "Quote", "Permit"]),
        ("- Site data<br>- Quote", ["Site data", "Quote"]),
        ("*   Site data", ["Site data"]),
        ("1. Site data<br>2. Quote", ["Site data", "Quote"]),
        ("Data\\, raw, Quote", ["Data, raw", "Quote"]),
        ("Open \\(bracket, Quote", ["Open (bracket", "Quote"]),
        ("Open (bracket, Quote", ["Open (bracket, Quote"]),
        ("**Site data**, [Quote](q.md)", ["Site data", "Quote"]),
        (", ,Quote,", ["Quote"]),
    ],
)
def test_items_are_parted_by_commas_or_semicolons(cell: str, items: list[str]) -> None:
    assert texts(items_of, cell) == items


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Head, Grid; Head, Gas", ["Head, Grid", "Head, Gas"]),
        ("Head, Grid<br>Head, Gas", ["Head, Grid", "Head, Gas"]),
        ("Head (Grid; Gas)", ["Head (Grid; Gas)"]),
        ("10. Billing", ["10. Billing"]),
        ("10. Billing<br>11. Metering", ["10. Billing", "11. Metering"]),
    ],
)
def test_names_are_parted_by_semicolons_alone(cell: str, names: list[str]) -> None:
    assert texts(roles_of, cell) == names


@pytest.mark.parametrize(
    ("cell", "streams"),
    [
        ("RCV-01: A, RCV-02: B, still B", ["RCV-01: A", "RCV-02: B, still B"]),
        ("RCV-01: A; RCV-02: B", ["RCV-01: A", "RCV-02: B"]),
        ("- RCV-01<br>- RCV-02", ["RCV-01", "RCV-02"]),
        ("1. RCV-01<br>2. RCV-02", ["RCV-01", "RCV-02"]),
        ("RCV-01, 02, 03", ["RCV-01", "RCV-02", "RCV-03"]),
    ],
)
def test_streams_are_parted_where_an_id_begins(cell: str, streams: list[str]) -> None:
    assert texts(streams_of, cell) == streams


def test_an_escaped_line_break_breaks_no_line() -> None:
    assert texts(lines_of, "a\\<br>b") == ["a\\<br>b"]


@given(st.lists(st.sampled_from(["Site data", "é", "(a, b)", "**x**"]), min_size=1))
def test_each_item_stands_where_it_begins(items: list[str]) -> None:
    cell = " ,  ".join(items)

    found = list(items_of(Stated(cell, Place("a.md", 1, 5))))

    for item, written in zip(found, items, strict=True):
        assert cell.startswith(written, item.place.column - 5)
