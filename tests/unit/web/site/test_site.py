import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.app.checking import check
from penstock.web.inspection import inspect
from penstock.web.site import Edition, Site
from tests.small_company import PRODUCTS, STAGES, TEXTS
from tests.small_site import PLAN, Page, edition_of, edition_of_texts, page_of

SITE = Site(edition_of())
HTML = [path for path in SITE if path.endswith(".html")]
# What documents may call things: anything that stands in a table cell.
NAMES = st.text(st.characters(exclude_characters="|\n\r", exclude_categories=["Cs"]), max_size=30)


def _problems(site: Site) -> tuple[str, ...]:
    return inspect(lambda path: (200, site[path]), site).problems


def test_every_link_of_every_page_leads_somewhere() -> None:
    assert _problems(SITE) == ()


def test_every_element_has_a_page() -> None:
    edition = SITE.edition

    assert set(edition.architecture.statements) <= set(edition.addresses.pages)
    assert set(edition.addresses.pages.values()) <= set(SITE)


def test_every_page_is_reached_from_the_overview() -> None:
    reached, todo = set(), ["index.html"]
    while todo:
        page = todo.pop()
        if page in reached or not page.endswith(".html"):
            continue
        reached.add(page)
        folder = page.rpartition("/")[0]
        todo += [_joined(folder, link) for link in Page(SITE[page]).links]
    assert set(HTML) - reached == set()


def _joined(folder: str, link: str) -> str:
    parts = folder.split("/") if folder else []
    for part in link.partition("#")[0].split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_every_statement_leads_to_its_line() -> None:
    edition = SITE.edition
    missing = [
        (path, element.place)
        for element in edition.architecture.elements
        for path in [edition.addresses.pages[element.ref]]
        if f"{element.place.document}.html#L{element.place.line}" not in SITE[path].decode()
    ]
    assert missing == []


def test_the_same_documents_give_the_same_bytes() -> None:
    again = Site(edition_of())

    assert dict(again) == dict(SITE)


@pytest.mark.parametrize("path", HTML)
def test_no_page_brings_a_style_or_a_script_of_its_own(path: str) -> None:
    page = SITE[path].decode()

    assert re.findall(r'<style|<script(?! src=")|\sstyle="|\son\w+="', page) == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    texts = [SITE[path].decode() for path in SITE if path.endswith((".html", ".css", ".js"))]

    loaded = [
        re.findall(r'(?:src|href|url\()[="\']*((?:https?:)?//[^"\')]*)', text) for text in texts
    ]
    assert [each for each in loaded if each] == []


def test_a_contradiction_shows_both_statements() -> None:
    changed = STAGES.replace("Power from one's own roof.", "A lower bill.")

    page = page_of("value-streams/NCV-03.html", stages=changed)

    row = next(row for row in page.rows if row.startswith("Value proposition"))
    assert "statements differ" in row
    assert "A lower bill." in page.words
    assert "Power from one's own roof." in page.words


def test_what_nobody_says_is_no_data() -> None:
    rows = page_of("capabilities/2.2.html").rows

    assert any(row.startswith("Maturity") and "no data" in row for row in rows)


def test_an_element_that_no_document_defines_says_so() -> None:
    lost = PRODUCTS.replace("AOV-04: Electric Delivery |\n", "XXX-09: Lost |\n")

    page = page_of("value-streams/XXX-09.html", products=lost)

    assert "defined by no document" in page.words
    assert "../products/NONREG-DG-001.html" in page.links


def test_what_is_wrong_with_a_stage_is_shown_with_it_and_with_its_stream() -> None:
    wrong = STAGES.replace("2.2 Solar Design", "9.9 Nothing Known")

    stage = page_of("value-streams/NCV-03/stages/NCV-03.2.html", stages=wrong)
    stream = page_of("value-streams/NCV-03.html", stages=wrong)

    assert any("9.9" in row and "CAP-" in row for row in stage.rows)
    assert any("9.9" in row and "CAP-" in row for row in stream.rows)


def test_a_stage_shows_from_where_its_inputs_come() -> None:
    page = page_of("value-streams/NCV-03/stages/NCV-03.2.html")

    assert re.search(r"Qualified lead\s+from\s+NCV-03\.1", page.words)


def test_a_source_page_links_each_line_to_what_it_states() -> None:
    page = page_of("sources/stages.md.html")

    row = next(row for row in page.rows if row.startswith("22"))
    assert "NCV-03.2" in row
    assert "L22" in page.ids


def test_a_finding_stands_in_the_line_it_concerns() -> None:
    wrong = STAGES.replace("2.2 Solar Design", "9.9 Nothing Known")

    rows = page_of("sources/stages.md.html", stages=wrong).rows

    assert any("9.9 Nothing Known" in row and "CAP-" in row for row in rows)


def test_findings_are_listed_by_cause_by_severity_and_by_rule() -> None:
    edition = edition_of(stages=STAGES.replace("2.2 Solar Design", "9.9 Nothing Known"))
    site = Site(edition)
    finding = next(each for each in edition.findings if "9.9" in each.message)

    for path in ("index", finding.severity.value, f"rules/{finding.rule}"):
        assert finding.message in Page(site[f"findings/{path}.html"]).words


def test_a_clean_folder_is_praised() -> None:
    site = Site(edition_of_texts({"README.md": "# Nothing yet\n"}))

    assert "Nothing was found" in Page(site["findings/index.html"]).words


def test_the_index_of_the_search_knows_every_element() -> None:
    script = SITE["assets/search-index.js"].decode()
    rows = json.loads(script.removeprefix("window.penstockIndex = ").removesuffix(";\n"))

    assert set(SITE.edition.addresses.pages.values()) <= {path for *_, path in rows}
    assert [
        "NCV-03.2",
        "Design Array",
        "Stage",
        "value-streams/NCV-03/stages/NCV-03.2.html",
    ] in rows


def test_the_list_from_a_to_z_knows_all_that_the_index_knows() -> None:
    script = SITE["assets/search-index.js"].decode()

    paths = re.findall(r'"([^"]+)"\]', script)
    assert set(paths) <= set(Page(SITE["search.html"]).links)


def test_numbers_in_names_are_sorted_by_value() -> None:
    words = page_of("search.html").words

    assert words.index("1.1 Grid Planning") < words.index("2 Solar Business")


def test_an_empty_folder_makes_a_site_that_says_what_to_do() -> None:
    site = Site(edition_of_texts({"README.md": "# Nothing yet\n"}))

    assert "The documents describe no value stream yet" in Page(site["index.html"]).words
    assert _problems(site) == ()


@settings(max_examples=25)
@given(NAMES, NAMES, NAMES)
def test_no_name_breaks_a_page_or_a_link(one: str, two: str, three: str) -> None:
    texts = TEXTS | {
        "stages.md": STAGES.replace("Design Array", one or "x").replace("Energy bills", two or "y"),
        "products.md": PRODUCTS.replace("Home Solar", three or "z"),
    }
    site = Site(edition_of_texts(texts))

    assert _problems(site) == ()


def test_the_site_of_real_documents_has_no_broken_link(shared_folder: Path) -> None:
    site = Site(Edition("Real", check(shared_folder / "documents", PLAN)))

    assert _problems(site) == ()
