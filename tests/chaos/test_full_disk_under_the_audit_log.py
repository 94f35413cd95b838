"""A1: a full disk takes no entry, so that nobody is answered; what was answered is there."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from penstock.governance.audit.ports import Asked, NotKeptError
from penstock.store import open_store
from penstock.store.audit import AuditBook
from penstock.store.sql import SqlStore
from tests.chaos.full_disk import NoSmallDiskError, small_disk
from tests.unit.governance.audit.logs import LOOK, READ, SECRET

BALLAST_BYTES = 1024 * 1024


def _book(store: object) -> AuditBook:
    assert isinstance(store, SqlStore)
    return AuditBook(store.audit_pages, SECRET)


def _until_it_fails(log: AuditBook) -> tuple[int, str]:
    """Record until nothing fits, and return the last position that was answered, and the error."""
    position = 0
    for number in range(100_000):
        try:
            position = log.append([replace(READ, subject=f"C-{number}"), READ])[-1]
        except NotKeptError as error:
            return position, str(error)
    raise AssertionError("the disk is not full")


def _fill_up(disk: Path) -> tuple[int, str]:
    (disk / "ballast").write_bytes(b"\0" * BALLAST_BYTES)
    with closing(open_store(f"sqlite:///{disk / 'cases.db'}")) as store:
        return _until_it_fails(_book(store))


def test_a1_a_full_disk_takes_no_entry_and_loses_none_that_was_answered() -> None:
    try:
        with small_disk() as disk:
            answered, said = _fill_up(disk)
            (disk / "ballast").unlink()
            with closing(open_store(f"sqlite:///{disk / 'cases.db'}")) as store:
                log = _book(store)
                findings = list(log.verify())
                (after,) = log.append([READ])
                (last,) = log.read(Asked(after=answered - 1, limit=1), recorded=LOOK)
    except NoSmallDiskError as error:
        # No package gives the right to mount, so there is nothing to provide, in CI either.
        pytest.skip(str(error))

    assert "nothing is answered" in said
    assert "disk is full" in said
    assert findings == []
    assert after == answered + 1
    assert last.position == answered
