"""What stands on a page, read from the page itself."""

import pytest

from penstock.app.sheets.sheet import Heading, Table, Words
from penstock.web.sheets.reading import sheet_of

PAGE = """
<html><body><nav>Menu</nav><main id="main">
<h1><span class="id">NCV-03</span> Solar &amp; storage</h1>
<p class="facts"><span>Value stream</span></p><p class="meaning">Makes power.</p>
<ul class="actions"><li><a href="x.csv">CSV</a></li></ul>
<section><h2>Stages <span class="count">2</span></h2>{inside}</section>
<form><label>Why <input name="reason"></label><button>Send</button></form>
</main><footer>Sheet</footer></body></html>
"""
TABLE = """
<table><caption>Stages</caption>
<thead><tr><th>Stage</th><th>Takes</th><th>Source</th></tr></thead>
<tbody>{rows}</tbody></table>
"""


def _table(rows: str) -> Table:
    sheet = sheet_of(PAGE.format(inside=TABLE.format(rows=rows)), "http://here/a/b.html")
    (found,) = sheet.tables
    return found


def test_a_page_says_its_name_and_what_it_means_apart_from_its_parts() -> None:
    sheet = sheet_of(PAGE.format(inside="<p>Two.</p><ul><li>One</li></ul>"), "/a")

    assert (sheet.identifier, sheet.title, sheet.name) == (
        "NCV-03",
        "Solar & storage",
        "NCV-03 Solar & storage",
    )
    assert (sheet.facts, sheet.meaning) == ("Value stream", "Makes power.")
    assert sheet.blocks == (
        Heading(level=2, words="Stages"),
        Words(words="Two."),
        Words(words="One", is_entry=True),
    )


@pytest.mark.parametrize("words", ["Menu", "CSV", "Why", "Send", "Sheet"])
def test_what_helps_to_find_or_do_something_is_no_part_of_what_a_page_says(words: str) -> None:
    assert words not in str(sheet_of(PAGE.format(inside="<p>Two.</p>"), "/a").blocks)


def test_a_row_leads_where_its_first_link_leads() -> None:
    source = '<td><a href="s.md">s.md</a></td>'

    table = _table(f'<tr><th><a href="../c.html">NCV-03.1</a></th><td></td>{source}</tr>')

    assert table.columns == ("Stage", "Takes", "Source")
    assert (table.rows, table.addresses) == ((("NCV-03.1", "", "s.md"),), ("http://here/c.html",))


def test_a_cell_that_spans_rows_stands_in_each_of_them() -> None:
    table = _table(
        '<tr><th rowspan="2">1</th><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>'
    )

    assert table.rows == (("1", "a", "b"), ("1", "c", "d"))


def test_rows_of_a_group_name_it() -> None:
    group = '<tr class="group"><th colspan="3">Core <span class="count">1</span></th></tr>'

    table = _table(f"{group}<tr><th>1</th><td>a</td><td>b</td></tr>")

    assert table.columns[0] == "Group"
    assert table.rows == (("Core", "1", "a", "b"),)


def test_a_short_row_is_filled_up() -> None:
    assert _table('<tr><th>1</th><td colspan="2">none</td></tr>').rows == (("1", "none", ""),)


def test_a_glyph_is_left_out_for_its_word_and_entries_of_a_cell_stand_apart() -> None:
    glyph = '<td><span aria-hidden="true">■</span> late</td>'

    table = _table(f"<tr><th>1</th>{glyph}<td><ul><li>a</li><li>b</li></ul></td></tr>")

    assert table.rows == (("1", "late", "a; b"),)


def test_a_page_without_a_table_is_one_of_its_words() -> None:
    (table,) = sheet_of(PAGE.format(inside="<p>Two.</p>"), "/a").tables

    assert (table.columns, table.rows) == (("Part", "Words"), (("Stages", "Two."),))


def test_a_picture_of_a_page_brings_its_colours_and_leads_to_the_same_places() -> None:
    svg = (
        '<svg class="pk" viewBox="0 0 4 3"><title>A &amp; B</title><a href="../c.html">c</a></svg>'
    )

    (drawing,) = sheet_of(PAGE.format(inside=svg), "http://here/a/b.html").drawings

    assert drawing.title == "A & B"
    assert "<style>" in drawing.svg
    assert 'href="http://here/c.html"' in drawing.svg
