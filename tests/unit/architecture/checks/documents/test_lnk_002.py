import pytest

from penstock.architecture.checks.documents.links import AbsentAnchor
from tests.rules import found, repaired

HEADINGS = "# Rates\n\n## 3. Rate Design & Cost (Reg)\n\n## Own words {#own}\n\n<a id='old'></a>\n"


def test_an_anchor_that_no_heading_bears_is_reported() -> None:
    [finding] = found(AbsentAnchor, "[r](b.md#tariffs)\n", HEADINGS)

    assert str(finding.place) == "a.md:1:1"
    assert finding.message == "b.md has no heading '#tariffs'. Link to one of its headings."
    assert finding.fix is None


def test_an_anchor_of_the_document_itself_is_looked_for_there() -> None:
    [finding] = found(AbsentAnchor, "# Rates\n\n[r](#tariffs)\n")

    assert finding.message.startswith("This document has no heading '#tariffs'.")


@pytest.mark.parametrize(
    "anchor",
    [
        "rates",
        "3-rate-design--cost-reg",
        "_3-rate-design-cost-reg",
        "own",
        "old",
        "top",
        ":~:text=design",
        "",
    ],
)
def test_anchors_of_github_vitepress_html_and_headings_themselves_are_fine(anchor: str) -> None:
    assert found(AbsentAnchor, f"[r](b.md#{anchor})\n", HEADINGS) == []


@pytest.mark.parametrize("target", ["picture.png#part", "absent.md#part", "https://example.org#x"])
def test_anchors_outside_documents_are_nobodys_business_here(target: str) -> None:
    assert found(AbsentAnchor, f"[x]({target})\n") == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Rates", "rates"),
        ("3-rate-design-and-cost", None),
        ("3-rate-design-cost-reg", "3-rate-design--cost-reg"),
        ("3-rate-desing--cost-reg", "3-rate-design--cost-reg"),
        ("_3-rate-designs-cost-reg", "_3-rate-design-cost-reg"),
        ("4-rate-design--cost-reg", None),
        ("OWN", "own"),
    ],
)
def test_an_anchor_that_only_one_heading_can_mean_is_repaired(
    written: str, right: str | None
) -> None:
    texts = repaired(AbsentAnchor, f"[r](b.md#{written})\n", HEADINGS)

    assert texts["a.md"] == f"[r](b.md#{right or written})\n"


def test_the_contrary_is_not_taken_for_a_misspelling() -> None:
    [finding] = found(AbsentAnchor, "# Unregulated services\n\n[r](#regulated-services)\n")

    assert finding.fix is None


def test_of_two_near_headings_none_is_chosen() -> None:
    [finding] = found(AbsentAnchor, "# Rate designs\n# Rates design\n\n[r](#rate-design)\n")

    assert finding.fix is None


def test_a_readme_stands_for_its_folder() -> None:
    assert found(AbsentAnchor, {"a.md": "[r](sub/#rates)", "sub/README.md": "# Rates\n"}) == []
