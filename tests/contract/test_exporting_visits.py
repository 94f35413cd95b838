"""A folder of visits holds the log of every store, whatever is being written meanwhile."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

import pytest

from penstock.app.cases import following
from penstock.app.cases.following import export_visits
from penstock.delivery.ports import Logged, Store
from tests.contract.places import Place
from tests.contract.test_following import PATIENCE_S, open_within
from tests.unit.app.cases.histories import keep, keep_within, lived
from tests.unit.app.cases.test_following import LIFE, by_hand, rows, some_logs


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages and parts be small."""
    monkeypatch.setattr(following, "PAGE", 11)
    monkeypatch.setattr(following, "MOST_VISITS", 3)


def exported(store: Store, folder: Path, *logs: Sequence[Logged]) -> None:
    """Export until some logs are there; on PostgreSQL they wait for whoever began earlier."""
    wanted, until = len(by_hand(*logs)), monotonic() + PATIENCE_S
    while export_visits(store, folder).visits < wanted:
        assert monotonic() < until
        sleep(0.05)


def test_what_is_exported_follows_from_the_events(store: Store, tmp_path: Path) -> None:
    logs = some_logs()
    for log in logs:
        keep(store, log)
    exported(store, tmp_path, *logs)

    assert rows(tmp_path) == by_hand(*logs)


def test_what_is_exported_in_turns_is_the_same(store: Store, tmp_path: Path) -> None:
    logs = some_logs()
    for begin in range(0, 60, 9):
        for log in logs:
            keep(store, log, after=begin, up_to=begin + 9)
        exported(store, tmp_path, *(log[: begin + 9] for log in logs))

    assert rows(tmp_path) == by_hand(*logs)


def test_a_case_that_commits_late_is_in_the_next_export(postgresql: Place, tmp_path: Path) -> None:
    early, late, fast = (lived(name, LIFE) for name in ("SOL-1", "SOL-2", "SOL-3"))
    with postgresql.opened() as store:
        keep(store, early)
        exported(store, tmp_path, early)
        with store.transaction() as slow:
            open_within(slow, "SOL-0")
            with postgresql.opened() as other:
                keep(other, fast)
            keep_within(slow, late)
            export_visits(store, tmp_path)
            assert rows(tmp_path) == by_hand(early)
        exported(store, tmp_path, early, late, fast)

    assert rows(tmp_path) == by_hand(early, late, fast)
