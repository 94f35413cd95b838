from penstock.architecture.checks.documents.links import AmbiguousAnchor
from tests.rules import found


def test_a_link_to_words_that_two_headings_share_is_reported() -> None:
    [finding] = found(AmbiguousAnchor, "[s](#scope)\n\n## Scope\n\n## Scope\n")

    assert str(finding.place) == "a.md:1:1"
    assert finding.message.startswith("2 headings of a.md share the anchor '#scope'")


def test_equal_headings_to_which_no_link_leads_are_fine() -> None:
    assert found(AmbiguousAnchor, "[s](#aim)\n\n## Scope\n\n## Scope\n\n## Aim\n") == []


def test_a_numbered_anchor_means_one_heading() -> None:
    assert found(AmbiguousAnchor, "[s](#scope-1)\n\n## Scope\n\n## Scope\n") == []


def test_an_anchor_in_html_means_one_place() -> None:
    text = "[s](#scope)\n\n<a id='scope'></a>\n\n## Scope\n\n## Scope\n"

    assert found(AmbiguousAnchor, text) == []
