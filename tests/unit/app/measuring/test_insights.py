"""What a server remembers of its log: as long as nothing happens, and not for ever."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from penstock.app.cases import By
from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.loading import reference_company
from penstock.app.measuring.answering import AGED_S, FOLLOWED_S, MOST_ANSWERS, Answering
from penstock.app.measuring.insights import Insights
from penstock.app.measuring.wishes import NoSuchStreamError
from penstock.measurement.ports import Log


class Clock:
    """A clock that goes on when it is told to."""

    seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def insights(tmp_path: Path, clock: Clock) -> Iterator[Insights]:
    database = f"sqlite:///{tmp_path / 'cases.db'}"
    kept = KeptOpen(database=database, folder=reference_company(), create=True)
    found = Insights(kept=kept, seconds=clock)
    opened(found, "SOL-1")
    yield found
    found.close()
    kept.close()


def opened(insights: Insights, case_id: str) -> None:
    by = By(actor="Ada", key=case_id)
    insights.kept.cases().open("NCV-03", by, case_id=case_id, customer="Roe")


def counting() -> tuple[list[int], Callable[[Log], int]]:
    """Return what counts the cases of a log, and what it has counted."""
    told: list[int] = []

    def answer(log: Log) -> int:
        told.append(int(log.cases().count().to_pyarrow().as_py()))
        return told[-1]

    return told, answer


def test_a_question_is_answered_once_as_long_as_nothing_happens(
    insights: Insights, clock: Clock
) -> None:
    told, answer = counting()
    insights.ask("cases", answer)
    clock.seconds += FOLLOWED_S + 1

    assert insights.ask("cases", answer) == 1
    assert told == [1]


def test_an_answer_follows_the_cases_within_seconds(insights: Insights, clock: Clock) -> None:
    told, answer = counting()
    insights.ask("cases", answer)
    opened(insights, "SOL-2")
    clock.seconds += FOLLOWED_S + 1

    assert insights.ask("cases", answer) == 2
    assert told == [1, 2]


def test_open_cases_grow_older_though_nothing_happens(insights: Insights, clock: Clock) -> None:
    told, answer = counting()
    insights.ask("cases", answer)
    clock.seconds += AGED_S + 1

    insights.ask("cases", answer)

    assert told == [1, 1]


def test_questions_that_differ_are_answered_apart(insights: Insights) -> None:
    cases = insights.ask(("cases", "NCV-03"), lambda log: log.as_of)
    visits = insights.ask(("visits", "NCV-03"), lambda log: log.visits().count().to_pyarrow())

    assert cases.tzinfo
    assert visits.as_py() == 0


def test_a_stream_is_known_with_its_key_metrics(insights: Insights) -> None:
    assert insights.wish("NCV-03") is insights.wish("NCV-03")
    with pytest.raises(NoSuchStreamError, match="NCV-99"):
        insights.wish("NCV-99")


def test_whoever_asks_very_much_fills_no_memory(insights: Insights) -> None:
    kept = insights.kept
    answering = Answering(database=kept.database, folder=kept.folder, recorded=kept.cases)
    for number in range(MOST_ANSWERS + 10):
        answering.ask(number, lambda log: log.as_of)
    told, answer = counting()

    answering.ask("cases", answer)
    answering.ask("cases", answer)
    answering.end()

    assert told == [1]
    assert len(answering._answers) <= MOST_ANSWERS  # noqa: SLF001  # nothing else tells of it


def test_after_the_end_no_log_is_opened_any_more(insights: Insights) -> None:
    insights.kept.close()

    with pytest.raises(NoCasesError, match="about to stop"):
        insights.ask("cases", lambda log: log.cases().count().execute())
