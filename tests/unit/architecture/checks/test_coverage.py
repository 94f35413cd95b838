from penstock.architecture.checks.coverage import Coverage, coverage, total
from tests.rules import subject_of

STAKEHOLDERS = "| Stakeholder | Description |\n| :-- | :-- |\n| Customer | Buys. |\n"
UNKNOWN = "| Colour | Mood |\n| - | - |\n| a | b |\n| c | d |\n"


def test_rows_and_fields_are_counted_and_those_understood_among_them() -> None:
    text = (
        f"# T\n\n**Date:** 2026-01-01\n\n{STAKEHOLDERS}\n{UNKNOWN}\n### P\n\n### Q\n\n**Mood:** x\n"
    )

    [measured] = coverage(subject_of(text))

    assert measured == Coverage(
        document="a.md", rows=3, rows_understood=1, fields=2, fields_understood=1
    )


def test_documents_without_rows_and_fields_are_left_out() -> None:
    assert coverage(subject_of("# Only text\n\nWords.\n")) == ()


def test_the_total_adds_documents_up() -> None:
    several = coverage(subject_of(STAKEHOLDERS, UNKNOWN))

    assert total(several) == Coverage(
        document="", rows=3, rows_understood=1, fields=0, fields_understood=0
    )
