"""What several threads do at once is kept by one COMMIT, or the one that fails is undone alone."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from penstock.store.groups import MOST, GroupLostError, Writer
from penstock.store.nesting import OneAtATime
from penstock.store.session import Session

ADD = text("insert into t values (:number)")
FILL = text("insert into t values (zeroblob(1000000))")
ROWS = "select v from t order by rowid"


class RefusedByTestError(Exception):
    """Ends a unit of work."""


class Book:
    """A file with one table, and what happened on the connection that writes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.driver = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.driver.execute("pragma journal_mode=wal")
        self.driver.execute("create table t (v)")
        self.said: list[str] = []
        self.driver.set_trace_callback(self.said.append)
        connection: Any = self.driver
        session = Session(connection, sqlite.dialect(), {})
        self.writer = Writer(connection, session, OneAtATime(str(path)))

    def add(self, number: int, *, then: Callable[[], None] = lambda: None) -> None:
        with self.writer.unit() as session:
            session.run(ADD, {"number": number})
            then()

    def together(self, *units: Callable[[], None]) -> list[Future[None]]:
        """Do units of work one after the other, with nobody missing when the first begins."""
        with ThreadPoolExecutor(len(units)) as threads:
            self.writer._line.enter()  # noqa: SLF001  # all shall come while somebody has the turn
            done = []
            for number, unit in enumerate(units):
                done.append(threads.submit(unit))
                while self.writer.waiting <= number:
                    sleep(0.001)
            self.writer._line.leave()  # noqa: SLF001  # see above
        return done

    def kept(self) -> list[int]:
        """Return what another connection sees."""
        with closing(sqlite3.connect(self.path)) as reader:
            return [number for (number,) in reader.execute(ROWS)]

    def commits(self) -> int:
        return self.said.count("commit")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book(tmp_path / "book.db")
    yield made
    made.driver.close()


def refuse() -> None:
    raise RefusedByTestError


def test_what_many_do_at_once_is_kept_by_one_commit(book: Book) -> None:
    book.together(*(lambda number=number: book.add(number) for number in range(20)))

    assert (book.kept(), book.commits()) == (list(range(20)), 1)


def test_so_many_share_a_commit_at_most(book: Book) -> None:
    book.together(*(lambda: book.add(0) for _ in range(MOST + 1)))

    assert (len(book.kept()), book.commits()) == (MOST + 1, 2)


def test_one_alone_needs_no_savepoint(book: Book) -> None:
    book.add(1)

    assert book.said == ["begin immediate", "insert into t values (1)", "commit"]


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_a_unit_that_fails_takes_no_other_with_it(book: Book, failing: int) -> None:
    def unit(number: int) -> Callable[[], None]:
        return lambda: book.add(number, then=refuse if number == failing else lambda: None)

    done = book.together(*map(unit, range(3)))

    assert book.kept() == [number for number in range(3) if number != failing]
    assert [type(each.exception()) for each in done if each.exception()] == [RefusedByTestError]


def test_nobody_is_told_before_the_commit(book: Book) -> None:
    seen: list[list[int]] = []

    def add(number: int) -> None:
        book.add(number)
        seen.append(book.kept())

    book.together(*(lambda number=number: add(number) for number in range(4)))

    assert seen == [[0, 1, 2, 3]] * 4


def test_a_commit_that_fails_is_told_to_all_and_keeps_nothing(book: Book) -> None:
    def break_the_promise() -> None:
        book.driver.execute("insert into promise values (7)")

    book.driver.execute("pragma foreign_keys=on")
    book.driver.execute("create table other (id integer primary key)")
    reference = "references other deferrable initially deferred"
    book.driver.execute(f"create table promise (id integer {reference})")

    done = book.together(
        lambda: book.add(1),
        lambda: book.add(2, then=break_the_promise),
        lambda: book.add(3, then=refuse),
    )

    assert [type(each.exception()) for each in done] == [GroupLostError] * 3
    assert str(done[0].exception()) == "FOREIGN KEY constraint failed"
    assert book.kept() == []
    book.add(4)
    assert book.kept() == [4]


def test_a_disk_that_is_full_loses_nothing_that_was_told(book: Book) -> None:
    def fill() -> None:
        with book.writer.unit() as session:
            session.run(FILL, {})

    book.add(0)
    book.driver.execute("pragma max_page_count=20")

    done = book.together(lambda: book.add(1), fill, lambda: book.add(2))

    told = [number for number, each in zip((1, None, 2), done, strict=True) if not each.exception()]
    assert book.kept() == [0, *told]
    assert "database or disk is full" in str(done[1].exception())
    book.add(3)
    assert book.kept()[-1] == 3


def test_a_transaction_that_the_database_itself_undid_is_told_to_all(book: Book) -> None:
    def lose() -> None:
        book.driver.execute("rollback")
        raise sqlite3.OperationalError("disk I/O error")

    done = book.together(lambda: book.add(1), lambda: book.add(2, then=lose), lambda: book.add(3))

    assert isinstance(done[0].exception(), GroupLostError)
    assert str(done[0].exception()) == "disk I/O error"
    assert book.kept() == [3]
