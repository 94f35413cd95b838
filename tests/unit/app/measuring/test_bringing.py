"""The log of very many cases: a process of its own reads it, and looks go on with what is known."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from penstock.app.cases import By
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.loading import reference_company
from penstock.app.measuring import answering as of_answering
from penstock.app.measuring import bringing as of_bringing
from penstock.app.measuring.answering import FOLLOWED_S
from penstock.app.measuring.bringing import Bringing, NotReadYetError
from penstock.app.measuring.insights import Insights
from penstock.measurement.ports import Log
from tests.unit.app.measuring.test_insights import Clock

_PATIENCE_S = 60.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def insights(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Insights]:
    """Yield insights into a case, for which one event is very many."""
    monkeypatch.setattr(of_answering, "VERY_MANY", 0)
    monkeypatch.setattr(of_bringing, "_REST", 0)
    database = f"sqlite:///{tmp_path / 'cases.db'}"
    kept = KeptOpen(database=database, folder=reference_company(), create=True)
    found = Insights(kept=kept, seconds=clock)
    _open(found, "SOL-1")
    yield found
    found.end()
    kept.close()


def _open(insights: Insights, case_id: str) -> None:
    by = By(actor="Ada", key=case_id)
    insights.kept.cases().open("NCV-03", by, case_id=case_id, customer="Roe")


def _counted(log: Log) -> int:
    return int(log.cases().count().to_pyarrow().as_py())


def _becomes(wanted: int, found: Callable[[], int]) -> bool:
    """Wait until something is found; the time is there for a machine with much else to do."""
    until = monotonic() + _PATIENCE_S
    while monotonic() < until:
        try:
            if found() == wanted:
                return True
        except NotReadYetError:
            pass
        sleep(0.05)
    return False


def test_whoever_looks_before_it_was_read_is_told_so_and_finds_it_later(
    insights: Insights,
) -> None:
    with pytest.raises(NotReadYetError, match="Look again"):
        insights.ask("cases", _counted)

    assert _becomes(1, lambda: insights.ask("cases", _counted))


def test_what_is_new_is_read_beside_and_nobody_waits_for_it(
    insights: Insights, clock: Clock
) -> None:
    def later() -> int:
        clock.seconds += FOLLOWED_S + 1
        return insights.ask("cases", _counted)

    assert _becomes(1, later)
    _open(insights, "SOL-2")

    assert _becomes(2, later)


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    done: list[str] = []
    nowhere = f"sqlite:///{tmp_path / 'nowhere.db'}"
    bringing = Bringing(database=nowhere, folder=None, done=lambda: done.append("done"))

    bringing.begin()
    bringing.wait()

    assert not done
    assert "nowhere.db" in bringing.fault
