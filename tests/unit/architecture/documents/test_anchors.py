"""Headings get the anchors that GitHub and VitePress give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Source, scan
from penstock.architecture.documents.anchors import anchors, github_anchor, vitepress_anchor


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("2. Stages & Gates", "2-stages--gates"),
        ("Über_uns", "über_uns"),
        ("What? (all)", "what-all"),
    ],
)
def test_github_drops_punctuation_and_keeps_blanks_as_hyphens(heading: str, anchor: str) -> None:
    assert github_anchor(heading) == anchor


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("2. Stages & Gates", "_2-stages-gates"), ("Über uns", "uber-uns"), ("A -- b", "a-b")],
)
def test_vitepress_joins_punctuation_and_marks_leading_digits(heading: str, anchor: str) -> None:
    assert vitepress_anchor(heading) == anchor


def test_equal_headings_are_numbered() -> None:
    assert {"stages", "stages-1", "stages-2"} <= anchors(["Stages"] * 3)


def test_markup_of_a_heading_is_not_in_its_anchor() -> None:
    assert "see-the-list" in anchors(["See **[the list](list.md)**"])


def test_a_document_has_anchors_of_headings_and_of_html() -> None:
    document = scan(Source("a.md", '# Stages\n\n<a id="here"></a>\n'))

    assert {"stages", "here"} <= document.anchors


@given(st.lists(st.text(), max_size=5))
def test_every_heading_has_an_anchor(headings: list[str]) -> None:
    assert len(anchors(headings)) >= (1 if headings else 0)
