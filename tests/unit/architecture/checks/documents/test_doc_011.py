import pytest

from penstock.architecture.checks.documents.dates import DatesContradict
from tests.rules import found


def _document(
    *history: str, version: str = "1.1", date: str = "2026-03-02", review: str = "Annually"
) -> str:
    listed = "\n".join(f"- {entry}" for entry in history)
    return (
        f"# T\n\n**Document Version:** {version}\n**Date:** {date}\n\n## Document Control\n\n"
        f"**Version History:**\n{listed}\n\n**Next Review:** {review}\n"
    )


FIRST, SECOND = "v1.0 (2025-11-25): First.", "v1.1 (2026-03-02): Storage added."


def test_a_date_that_is_not_that_of_the_newest_version_is_reported_with_both_places() -> None:
    [finding] = found(DatesContradict, _document(FIRST, SECOND, date="2025-11-25"))

    assert finding.place.line == 4
    assert [other.line for other in finding.others] == [10]
    assert finding.message == (
        "The document is dated 2025-11-25, but the newest entry of its history is "
        "v1.1 of 2026-03-02. Make them agree."
    )


def test_a_version_that_is_not_the_newest_is_reported() -> None:
    [finding] = found(DatesContradict, _document(FIRST, SECOND, version="1.0"))

    assert "says it is version 1.0" in finding.message


def test_a_later_version_with_an_earlier_date_is_reported() -> None:
    text = _document("v1.0 (2026-05-01): First.", SECOND)

    [finding] = found(DatesContradict, text)

    assert finding.message.startswith("The history has v1.1 of 2026-03-02 after v1.0 of 2026-05-01")


def test_one_version_of_two_days_is_reported() -> None:
    text = _document("v1.1 (2026-03-01): Draft.", SECOND)

    assert len(found(DatesContradict, text)) == 1


def test_a_review_before_the_date_is_reported() -> None:
    [finding] = found(DatesContradict, _document(FIRST, SECOND, review="2026-01-31"))

    assert "The next review, 2026-01-31, lies before" in finding.message


def test_a_day_that_no_calendar_has_is_reported() -> None:
    [finding] = found(DatesContradict, _document(date="2026-02-30"))

    assert finding.message.startswith("'2026-02-30' is no day of the calendar.")


def test_a_history_in_a_table_is_read() -> None:
    table = "| Version | Date | Change |\n| - | - | - |\n| 1.0 | 2025-11-25 | First. |\n"
    text = f"# T\n\n**Version:** 1.1\n**Date:** 2025-11-25\n\n## Version History\n\n{table}"

    [finding] = found(DatesContradict, text)

    assert finding.others[0].cell == 1


@pytest.mark.parametrize(
    "text",
    [
        _document(FIRST, SECOND),
        _document(SECOND, FIRST),
        _document(FIRST, version="v1", date="25 November 2025"),
        _document(FIRST, version="1.0.0", date="November 25, 2025"),
        _document(date="spring", version="draft"),
        _document("First version, nobody knows when"),
        "# Nothing\n",
    ],
)
def test_what_agrees_or_is_not_said_is_fine(text: str) -> None:
    assert found(DatesContradict, text) == []
