"""Workers inside another program: beside a site that is served, for as long as it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from penstock.app.bell import Bell
from penstock.app.cases.binding import streams
from penstock.app.cases.crew import FAILURE_REST_S, crew, introduction
from penstock.app.cases.opening import is_there, opened
from penstock.app.cases.staff import PATIENCE_S, Post, Staff, unusable

_LOOK_S = 1.0


@dataclass(frozen=True, kw_only=True)
class Inside:
    """Workers that begin when there is a database.

    Args:
        database: Where the cases are, or may be one day.
        folder: The documents that new cases run on.
        count: How many workers; several are processes of their own.
        tell: Is told what runs and what goes wrong, in sentences.
    """

    database: str
    folder: Path
    count: int
    tell: Callable[[str], None]

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let them work while the block runs; the jobs at hand end with it."""
        bell = Bell()
        thread = Thread(target=self._work, args=(bell,), name="worker", daemon=True)
        thread.start()
        try:
            yield
        finally:
            bell.stop()
            thread.join(PATIENCE_S + 1)

    def _work(self, bell: Bell) -> None:
        while not bell.stopped:
            if not is_there(self.database):
                bell.rest(_LOOK_S)
                continue
            try:
                self._begin(bell)
            except unusable() as error:
                self.tell(str(error))
                bell.rest(FAILURE_REST_S)

    def _begin(self, bell: Bell) -> None:
        work = streams().works()
        with opened(self.database, folder=self.folder, follow=True) as cases:
            self.tell(introduction(cases, work, count=self.count))
            if self.count == 1:
                crew(cases, work=work, bell=bell, name=None, tell=self.tell).until_stopped()
                return
        post = Post(database=self.database, folder=self.folder, name=None)
        Staff([post] * self.count, bell=bell, tell=self.tell).until_stopped()
