"""Clearing what no case needs any more, on every store: the log and what it refers to stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from penstock.app.cases.blobs import Blobs, DatabaseBlobs
from penstock.app.cases.folder_blobs import FolderBlobs
from penstock.app.cases.tidying import Leftovers, cleared, leftovers
from penstock.delivery import commands as do
from penstock.delivery.ports import Store, Wanted
from penstock.store.sql import SqlStore
from tests.contract.desk import from_log, stored
from tests.contract.places import Place, by_hand
from tests.unit.app.cases.bench import Bench, cases
from tests.unit.delivery.clocked import FAR, Office

LATER = datetime.now(UTC) + timedelta(days=1)
LONG_AGO = LATER - timedelta(days=40)


@pytest.fixture
def blobs(store: Store, tmp_path: Path) -> Blobs:
    """Return where contents are kept beside a store."""
    contents = store.contents if isinstance(store, SqlStore) else None
    return DatabaseBlobs(contents) if contents else FolderBlobs(tmp_path / "blobs")


@pytest.fixture
def bench(store: Store, blobs: Blobs) -> Bench:
    """Return Ada with a case that holds an item, and one that she took back."""
    bench = Bench(cases(store, blobs=blobs))
    bench.open(case_id="SOL-1")
    bench.record("SOL-1", "Customer inquiry")
    bench.record("SOL-1", "Customer energy bills")
    bench.act("SOL-1", do.Undo())
    return bench


def test_a_content_that_no_log_refers_to_is_cleared(bench: Bench, blobs: Blobs) -> None:
    blobs.put(b"handed in, and then refused")

    told = leftovers(bench.cases, before=LATER)
    done = [cleared(bench.cases, before=LATER) for _ in range(2)]

    assert told == done[0] == Leftovers(timers=0, contents=1, size_bytes=27, are_shared=False)
    assert done[1].contents == 0


def test_what_the_log_refers_to_stays_even_if_it_was_taken_back(bench: Bench, blobs: Blobs) -> None:
    recorded = list(bench.cases.store.recorded())

    cleared(bench.cases, before=LATER)

    assert [blobs.get(each) for each in recorded] == [
        b"Customer inquiry of SOL-1",
        b"Customer energy bills of SOL-1",
    ]


def test_a_young_content_stays(bench: Bench, blobs: Blobs) -> None:
    young = blobs.put(b"about to be recorded")

    assert cleared(bench.cases, before=LONG_AGO).contents == 0
    assert blobs.get(young) == b"about to be recorded"


def test_a_content_that_is_handed_in_again_while_it_is_cleared_stays(
    bench: Bench, blobs: Blobs
) -> None:
    old = blobs.put(b"a plan")
    after = datetime.now(UTC)
    (listed,) = (each for each in blobs.kept(before=LATER) if each.name == old)

    blobs.put(b"a plan")

    assert not blobs.forget(listed.name, before=after)
    assert blobs.get(old) == b"a plan"
    assert bench.cases.explain("SOL-1").status == "open"


def test_what_is_cleared_can_be_handed_in_again(bench: Bench, blobs: Blobs) -> None:
    old = blobs.put(b"a plan")
    cleared(bench.cases, before=LATER)

    assert blobs.put(b"a plan") == old
    assert blobs.get(old) == b"a plan"


def test_timers_that_have_ended_are_cleared_and_those_that_are_set_stay(place: Place) -> None:
    with place.opened() as store:
        office = Office(store)
        office.open()
        office.finish_first_stage()
        was_set = store.timers(before=FAR, limit=9)
        cases_before = store.find(Wanted())

        ended = store.ended_timers(before=FAR)
        forgotten = [store.forget_ended_timers(before=FAR) for _ in range(2)]

        assert forgotten == [ended, 0]
        assert ended > 0
        assert store.timers(before=FAR, limit=9) == was_set != ()
        assert store.find(Wanted()) == cases_before


def test_timers_that_have_just_ended_stay(place: Place) -> None:
    with place.opened() as store:
        office = Office(store)
        office.open()
        office.finish_first_stage()

        assert store.forget_ended_timers(before=office.now) == 0
        assert store.ended_timers(before=FAR) > 0


def test_more_timers_than_one_transaction_clears_are_cleared(place: Place) -> None:
    with place.opened() as store:
        office = Office(store)
        office.open()
        with by_hand(place) as connection:
            connection.exec_driver_sql(
                "insert into timer (case_id, kind, epoch, fire_at, state) "
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500) "
                "select 'SOL-9', 'stage breach', i, fire_at, 'fired' from n, "
                "(select min(fire_at) as fire_at from timer) as first"
            )

        assert store.forget_ended_timers(before=FAR) == 2500


def test_a_case_goes_on_when_its_ended_timers_are_gone(place: Place) -> None:
    with place.opened() as store:
        office = Office(store)
        office.open()
        office.hand_in(do.Hold(reason="hail"))
        store.forget_ended_timers(before=FAR)

        office.later(days=1).hand_in(do.Resume(reason="sun"))
        office.finish_first_stage()

        assert stored(store) == from_log(store)
        assert store.timers(before=FAR, limit=9) != ()


def test_a_folder_that_several_databases_share_is_left(bench: Bench, tmp_path: Path) -> None:
    shared = FolderBlobs(tmp_path / "shared", are_shared=True)
    other = shared.put(b"of another database")

    done = cleared(cases(bench.cases.store, blobs=shared), before=LATER)

    assert (done.contents, done.are_shared) == (0, True)
    assert shared.get(other) == b"of another database"


def test_a_draft_that_was_left_is_cleared_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    (tmp_path / "1f.draft").write_bytes(b"half")
    for name in ("notes.txt", "ab"):
        (tmp_path / name).write_bytes(b"somebody's")

    done = cleared(cases(blobs=blobs), before=LATER)

    assert (done.contents, done.size_bytes) == (1, 4)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ab", "notes.txt"]
