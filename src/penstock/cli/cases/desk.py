"""What all commands about cases share: where the cases are, who acts, how they are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from penstock.app.cases import (
    By,
    Cases,
    Standing,
    new_key,
)
from penstock.app.cases.binding import Streams, streams
from penstock.app.cases.models import Models
from penstock.app.cases.opening import (
    IN_MEMORY,
    NamelessError,
    database_of,
    is_there,
    opened,
    person_of,
)
from penstock.app.cases.sources import documents
from penstock.app.demo_data.marking import synthetic_caution
from penstock.app.guarding.asker import CASE_WORK, Asker
from penstock.cli.arguments import not_found
from penstock.cli.cases.refusing import REFUSED, refused, tell
from penstock.cli.cases.telling import standing_lines
from penstock.kernel.sides import Side

__all__ = ["REFUSED", "Desk", "refused", "tell"]

_Function = Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where somebody works, and what they chose for all commands.

    Args:
        database: The address of the database; None for the usual one.
        folder: The documents; None for the usual ones.
        as_json: Whether a program reads the answer.
        actor: Who acts; None for whoever is logged in.
        hat: The side they act for; None for that of the case.
        purpose: What for.
        emergency: The emergency in which they read; empty in ordinary work.
        key: The command's key; None for a new one.
        expect: The version they have seen; None when any will do.
    """

    database: str | None = None
    folder: Path | None = None
    as_json: bool = False
    actor: str | None = None
    hat: str | None = None
    purpose: str = CASE_WORK
    emergency: str = ""
    key: str | None = None
    expect: int | None = None

    @contextmanager
    def cases(self, *, create: bool = False, by_program: bool = False) -> Iterator[Cases]:
        """Yield the use cases, and turn what goes wrong into a sentence and an exit code.

        Args:
            create: Whether a file that does not exist is made.
            by_program: Whether a program works them, and tells people itself what they should know.
        """
        database = opened(
            database_of(self.database),
            folder=self.folder,
            create=create,
            caution=(lambda _sentence: None) if by_program else tell,
            asker=None if by_program else self._asker,
        )
        with not_found(), refused(), database as cases:
            if not by_program and (caution := synthetic_caution(cases.store)):
                tell(caution)
            yield cases

    @contextmanager
    def whole(self, what: str) -> Iterator[Cases]:
        """Yield the use cases for something that takes in the cases of all sides."""
        with self.cases() as cases:
            if cases.door:
                cases.door.require_whole(what)
            yield cases

    @contextmanager
    def streams(self) -> Iterator[tuple[Models, Streams]]:
        """Yield what documents and packages say of streams, without asking a database."""
        with not_found(), refused():
            found = streams()
            yield Models(read=lambda: documents(self.folder), papers=found.papers), found

    def act(self, deed: Callable[[Cases, By], str], *, create: bool = False) -> None:
        """Do something, and print where the case stands after it."""
        if create and not is_there(database_of(self.database)):
            # A new file is as empty as memory: what one would refuse, so would the other.
            self.tried(deed)
        with self.cases(create=create) as cases:
            answer = deed(cases, self.by)
        self.tell(answer)

    def tried(self, deed: Callable[[Cases, By], str]) -> None:
        """Do something in memory, so that nothing is left where it is refused."""
        rehearsal = replace(self, database=IN_MEMORY)
        with rehearsal.cases() as cases:
            deed(cases, self.by)

    @property
    def _asker(self) -> Asker:
        hat = Side(self.hat) if self.hat else None
        return Asker(person=self.person, hat=hat, purpose=self.purpose, emergency=self.emergency)

    @property
    def by(self) -> By:
        """Who acts, with their key."""
        return By(actor=self.person, key=self._own_key, expected_version=self.expect)

    @property
    def _own_key(self) -> str:
        """Return the command's key; a person's own, so that nobody learns of another's."""
        return f"{self.person}/{self.key}" if self.key else new_key()

    @property
    def person(self) -> str:
        """Who acts.

        Raises:
            UsageError: Nobody knows.
        """
        try:
            return person_of(self.actor)
        except NamelessError as error:
            raise click.UsageError(str(error)) from error

    def tell(self, answer: str) -> None:
        """Print an answer as it is, or in words."""
        lines = [answer] if self.as_json else standing_lines(Standing.from_json(answer))
        click.echo("\n".join(lines))


def places(function: _Function) -> _Function:
    """Add the options that name the database and the documents."""
    return _with_desk(function, _FOLDER, _DATABASE)


def tending(function: _Function) -> _Function:
    """Add the options of commands that look after a database, whatever the documents."""
    return _with_desk(function, _JSON, _DATABASE, _AS)


def looking(function: _Function) -> _Function:
    """Add the options of commands that change nothing."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _FOR, _AS)


def reading_items(function: _Function) -> _Function:
    """Add the options of commands that show what was recorded in a case."""
    return _with_desk(function, _FOLDER, _DATABASE, _EMERGENCY, _PURPOSE, _FOR, _AS)


def reading(function: _Function) -> _Function:
    """Add the options of commands that ask the documents alone."""
    return _with_desk(function, _JSON, _FOLDER)


def acting(function: _Function) -> _Function:
    """Add the options of commands that change a case."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _EXPECT, _KEY, _FOR, _AS)


def performing(function: _Function) -> _Function:
    """Add the options of commands that do an act of a stage."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _EXPECT, _KEY, _PURPOSE, _FOR, _AS)


def opening(function: _Function) -> _Function:
    """Add the options of commands that begin a case."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _KEY, _FOR, _AS)


def entering(function: _Function) -> _Function:
    """Add the options of commands that change the register of people."""
    return _with_desk(function, _FOLDER, _DATABASE, _AS)


def inbox(function: _Function) -> _Function:
    """Add the options of commands that show what somebody is told."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _AS)


def measuring(function: _Function) -> _Function:
    """Add the options of commands that measure how cases went."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _AS)


def moving(function: _Function) -> _Function:
    """Add the options of commands that change many cases."""
    return _with_desk(function, _JSON, _FOLDER, _DATABASE, _AS)


def case_argument(function: _Function) -> _Function:
    """Add the argument that names a case."""
    return click.argument("case_id", metavar="ID")(function)


def reason_option(function: _Function) -> _Function:
    """Add the reason that something is done for."""
    return click.option("--reason", required=True, callback=said, help="Why.")(function)


def said(_context: click.Context, option: click.Parameter, words: str | None) -> str | None:
    """Return words of which there have to be some.

    Raises:
        BadParameter: There are none.
    """
    if words is not None and not words.strip():
        raise click.BadParameter("Say something.", param=option)
    return words


_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
_FOLDER = click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    show_default="this folder, or else the reference company",
    help="The folder of documents.",
)
_DATABASE = click.option(
    "--database",
    metavar="URL",
    callback=said,
    show_default="PENSTOCK_DATABASE, or else sqlite:///penstock.db",
    help="Where the cases are kept.",
)
_EXPECT = click.option(
    "--expect",
    type=click.IntRange(0),
    metavar="VERSION",
    help="Refuse when the case has another version.",
)
_KEY = click.option("--key", callback=said, help="The same key makes the same command count once.")
_FOR = click.option(
    "--for",
    "hat",
    type=click.Choice([each.value for each in Side]),
    show_default="that of the case",
    help="The side that you act for.",
)
_PURPOSE = click.option(
    "--purpose",
    default=CASE_WORK,
    show_default=True,
    callback=said,
    help="What for, in the word that consents use.",
)
_EMERGENCY = click.option(
    "--emergency",
    default="",
    metavar="ID",
    help="The emergency in which you read what is closed otherwise.",
)
_AS = click.option(
    "--as",
    "actor",
    metavar="NAME",
    callback=said,
    show_default="who is logged in",
    help="Who acts.",
)
_CHOSEN = ("database", "folder", "as_json", "actor", "hat", "purpose", "emergency", "key", "expect")


def _with_desk(function: _Function, *options: Callable[[_Function], _Function]) -> _Function:
    @wraps(function)
    def run(**chosen: Any) -> None:
        desk = Desk(**{name: chosen.pop(name) for name in _CHOSEN if name in chosen})
        function(desk, **chosen)

    command: _Function = run
    for option in options:
        command = option(command)
    return command
