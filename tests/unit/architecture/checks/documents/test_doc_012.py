from datetime import date

import pytest

from penstock.architecture.checks.documents.review import ReviewOverdue
from tests.rules import found


def _document(review: str, *, dated: str = "2025-03-01") -> str:
    return f"# T\n\n**Date:** {dated}\n\n## Document Control\n\n**Next Review:** {review}\n"


@pytest.mark.parametrize(
    ("review", "due"),
    [
        ("2026-01-31", "2026-01-31"),
        ("Annually or upon changes", "2026-03-01"),
        ("Annual", "2026-03-01"),
        ("Quarterly", "2025-06-01"),
        ("every year", "2026-03-01"),
        ("Every 18 months", "2026-09-01"),
        ("every two quarters", "2025-09-01"),
        ("At each change, at the latest 2026-04-30 (was 2026-01-31)", "2026-04-30"),
    ],
)
def test_a_review_that_was_due_is_reported(review: str, due: str) -> None:
    [finding] = found(ReviewOverdue, _document(review))

    assert str(finding.place) == "a.md:7:18"
    assert finding.message.startswith(f"The review of this document was due on {due}.")


@pytest.mark.parametrize(
    "review",
    [
        "2026-11-20",
        "2030-12-31",
        "every 2 years",
        "As needed",
        "every few years",
        "every 999 years",
    ],
)
def test_a_review_that_is_not_due_is_fine(review: str) -> None:
    assert found(ReviewOverdue, _document(review)) == []


def test_the_day_decides() -> None:
    text = _document("Annually", dated="2024-02-29")

    assert found(ReviewOverdue, text, as_of=date(2025, 2, 28)) == []
    assert len(found(ReviewOverdue, text, as_of=date(2025, 3, 1))) == 1


def test_a_span_without_a_date_is_counted_from_nowhere() -> None:
    assert found(ReviewOverdue, "# T\n\n**Next Review:** Annually\n") == []


def test_a_year_beyond_the_calendar_is_no_error() -> None:
    assert found(ReviewOverdue, _document("every 9 years", dated="9998-01-01")) == []
