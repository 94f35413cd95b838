from penstock.architecture.checks.documents.understanding import NotUnderstood
from tests.rules import found

STAKEHOLDERS = "| Stakeholder | Description |\n| :-- | :-- |\n"


def test_a_table_without_a_reader_is_one_note() -> None:
    [finding] = found(
        NotUnderstood, "# Notes\n\n| Colour | Mood |\n| - | - |\n| a | b |\n| c | d |\n"
    )

    assert str(finding.place) == "a.md:3:3"
    assert "No kind of table has the columns 'Colour | Mood'" in finding.message


def test_rows_that_state_nothing_are_told_with_their_lines() -> None:
    table = "| Stage ID | Stage Name |\n| - | - |\n|  | Lost |\n| NCV-03.1 | Found |\n"

    [finding] = found(NotUnderstood, f"# S\n\n{table}")

    assert str(finding.place) == "a.md:5:4"
    assert finding.message == (
        "Not understood, so not in the model: 1 of this table's 2 rows (line 5)."
    )


def test_a_field_that_no_reader_knows_is_a_note() -> None:
    [finding] = found(NotUnderstood, "# T\n\n## S\n\n### Part\n\n**Mood:** calm\n")

    assert str(finding.place) == "a.md:7:1"
    assert "The field 'Mood' is not understood" in finding.message


def test_what_is_in_the_model_is_fine() -> None:
    text = f"# T\n\n**Date:** 2026-01-01\n\n{STAKEHOLDERS}| Customer | Buys. |\n"

    assert found(NotUnderstood, text) == []


def test_a_total_is_understood_because_it_is_compared() -> None:
    assert found(NotUnderstood, "# T\n\n## S\n\n### P\n\n**Total Value Streams:** 29\n") == []


def test_a_summary_table_is_understood_because_it_is_compared() -> None:
    table = "| Strategic Group | L1 Count |\n| - | - |\n| Core | 3 |\n"

    assert found(NotUnderstood, f"# T\n\n{table}") == []
