from dataclasses import replace

import pytest

from penstock.architecture.checks import run
from penstock.architecture.checks.documents.links import AbsentTarget
from tests.rules import found, repaired, subject_of


def test_a_link_to_an_absent_file_is_reported_with_its_line_and_column() -> None:
    [finding] = found(AbsentTarget, "# A\n\nSee the [plan](plan.md).\n")

    assert str(finding.place) == "a.md:3:9"
    assert finding.message == (
        "The link 'plan.md' leads to plan.md, which does not exist. "
        "Mend the path, or take the link out until the file exists."
    )


@pytest.mark.parametrize(
    "link",
    [
        "[b](b.md)",
        "[b](./b.md?plain=1#top)",
        "[b](b)",
        "[b](b.html)",
        "[sub](sub)",
        "[sub](sub/)",
        "[root](/b.md)",
        "[blank](my%20page.md)",
        "[self](#part)",
        "[web](https://example.org/x.md)",
        "[mail](mailto:a@example.org)",
        "<somebody@example.org>",
        "[scheme-less](//example.org/x)",
        "[here](.)",
        "`[code](absent.md)`",
    ],
)
def test_a_link_to_what_exists_or_lies_elsewhere_is_fine(link: str) -> None:
    others = {"b.md": "", "sub/c.md": "", "my page.md": ""}

    assert found(AbsentTarget, f"## Part\n\n{link}\n", others) == []


def test_pictures_and_reference_links_are_tried_too() -> None:
    text = "![roof](roof.png) and [the plan][p]\n\n[p]: plan.md\n"

    assert [finding.place.column for finding in found(AbsentTarget, text)] == [1, 23]


def test_a_link_without_a_target_is_reported() -> None:
    [finding] = found(AbsentTarget, "[plan]()\n")

    assert "names no target" in finding.message


def test_the_only_file_of_that_name_is_linked_to() -> None:
    texts = repaired(
        AbsentTarget, {"catalogue.md": "", "streams/solar/a.md": "[c](../catalogue.md#all)\n"}
    )

    assert texts["streams/solar/a.md"] == "[c](../../catalogue.md#all)\n"


def test_of_several_files_the_one_whose_folder_has_the_right_name_is_linked_to() -> None:
    texts = repaired(
        AbsentTarget,
        {"new/solar/plan.md": "", "new/gas/plan.md": "", "a.md": "[p](old/gas/plan.md)"},
    )

    assert texts["a.md"] == "[p](new/gas/plan.md)"


def test_a_choice_between_several_files_is_left_to_people() -> None:
    [finding] = found(AbsentTarget, {"x/plan.md": "", "y/plan.md": "", "a.md": "[p](z/plan.md)"})

    assert finding.fix is None
    assert "Link to the one that is meant: x/plan.md, y/plan.md." in finding.message


def test_a_readme_elsewhere_is_not_taken_for_the_one_that_is_missing() -> None:
    [finding] = found(AbsentTarget, {"x/README.md": "", "a.md": "[p](z/README.md)"})

    assert finding.fix is None


def test_a_readme_in_a_folder_of_the_same_name_is() -> None:
    assert repaired(AbsentTarget, {"x/z/README.md": "", "a.md": "[p](z/README.md)"})["a.md"] == (
        "[p](x/z/README.md)"
    )


def test_case_counts_and_is_repaired() -> None:
    assert (
        repaired(AbsentTarget, {"Plan.md": "", "a.md": "[p](./plan.md)"})["a.md"]
        == "[p](./Plan.md)"
    )


def test_backslashes_are_repaired() -> None:
    assert (
        repaired(AbsentTarget, {"sub/plan.md": "", "a.md": "[p](sub\\plan.md)"})["a.md"]
        == "[p](sub/plan.md)"
    )


def test_a_blank_in_the_right_path_is_encoded() -> None:
    assert repaired(AbsentTarget, {"my notes/plan.md": "", "a.md": "[p](old/plan.md)"})["a.md"] == (
        "[p](my%20notes/plan.md)"
    )


def test_a_similar_name_is_mentioned_and_not_repaired() -> None:
    [finding] = found(AbsentTarget, {"product-catalog.md": "", "a.md": "[p](products-catalog.md)"})

    assert finding.fix is None
    assert "There is product-catalog.md: link to it if that is meant." in finding.message


def test_a_link_by_reference_is_reported_and_not_repaired() -> None:
    [finding] = found(AbsentTarget, {"sub/plan.md": "", "a.md": "[p][x]\n\n[x]: plan.md\n"})

    assert finding.fix is None


def test_links_into_a_renamed_folder_have_one_cause() -> None:
    first, second = found(
        AbsentTarget, {"new/solar.md": "", "a.md": "[s](old/solar.md) [g](old/gas/gas.md)\n"}
    )

    assert first.cause == second.cause
    assert first.cause is not None
    assert first.cause.sentence == "{count} links lead into the folder old, which does not exist"


def test_links_out_of_the_folder_have_one_cause() -> None:
    first, second = found(AbsentTarget, "[x](../x.md) [y](../../y/z.md)\n")

    assert first.cause == second.cause


def test_what_exists_outside_the_folder_may_be_linked_to() -> None:
    subject = replace(subject_of("[x](../x.md)"), beyond=frozenset({"../x.md"}))

    assert run(subject, [AbsentTarget]) == []
