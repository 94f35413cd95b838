import pytest

from penstock.architecture.comparing import How, compare
from tests.small_company import CATALOGUE, PRODUCTS, STAGES, small_company


def _sentences(**changes: str) -> list[str]:
    return [change.sentence for change in compare(small_company(), small_company(**changes))]


def test_the_same_documents_do_not_differ() -> None:
    assert _sentences() == []


def test_moved_lines_are_no_difference() -> None:
    assert _sentences(stages=STAGES.replace("\n## Context", "\n\n\n## Context")) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "*   2.1 Solar Sales",
            "*   2.3 Installation",
            "NCV-03.1 gained capability 2.3 Installation.",
        ),
        ("*   2.1 Solar Sales", "", "NCV-03.1 lost capability 2.1 Solar Sales."),
        (
            "**Design Array**",
            "**Plan Array**",
            "Stage NCV-03.2 “Design Array” was renamed “Plan Array”.",
        ),
        (
            "**NCV-03.3**",
            "**NCV-03.4**",
            "Stage NCV-03.3 Build Array is now NCV-03.4.",
        ),
        ("Qualified lead | Lead", "Lead | Lead", "NCV-03.1 now gives out Lead."),
        ("| Design time", "| Cycle time", "NCV-03.2 gained metric “Cycle time”."),
        (
            "asks for an offer",
            "wants an offer",
            "NCV-03 lost entry criterion “The homeowner asks for an offer.”.",
        ),
        (
            "depends on **AOV-04 Electric Delivery**",
            "is easy",
            "NCV-03 no longer depends on AOV-04 Electric Delivery.",
        ),
    ],
)
def test_a_change_of_stages_is_told_in_words(old: str, new: str, sentence: str) -> None:
    assert sentence in _sentences(stages=STAGES.replace(old, new, 1))


def test_a_stream_that_stops_to_support_a_product_is_told() -> None:
    text = PRODUCTS.replace("| AOV-04: Electric Delivery |\n| ELEC", "| |\n| ELEC")

    assert _sentences(products=text) == ["AOV-04 no longer supports NONREG-DG-001 Home Solar."]


def test_a_changed_attribute_names_both_texts_and_places() -> None:
    old, new = small_company(), small_company(catalogue=CATALOGUE.replace("at any time", "all day"))

    (change,) = compare(old, new)

    assert (
        change.sentence == "AOV-04: value proposition “Power at any time.” became “Power all day.”."
    )
    assert str(change.before) == str(change.after) == "catalogue.md:15:24"


def test_an_added_product_is_one_change_not_one_for_each_of_its_ties() -> None:
    text = PRODUCTS + "| GAS-RES-001 | Home Gas | AOV-04: Electric Delivery | |\n"

    changes = compare(small_company(), small_company(products=text))

    assert changes[0].how is How.ADDED
    assert changes[0].sentence == "Product GAS-RES-001 Home Gas was added."


def test_there_and_back_again_swaps_gained_and_lost() -> None:
    other = small_company(stages=STAGES.replace("*   2.1 Solar Sales", "*   2.3 Installation"))

    there = {
        change.sentence.replace("gained", "lost") for change in compare(small_company(), other)
    }
    back = {change.sentence.replace("gained", "lost") for change in compare(other, small_company())}

    assert there == back
