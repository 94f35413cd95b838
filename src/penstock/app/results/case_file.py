"""The file of a case, read as far as the boundary allows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from penstock.app.cases.door import DeniedError
from penstock.app.cases.usecases import Cases, Shown
from penstock.app.items.values import item_among, value_of
from penstock.app.results.kinds import NoSuchResultError, kind_of
from penstock.app.results.recordings import MadeOf, Recording, made_of, recordings

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """An item that somebody may know of and not read.

    Args:
        item: What it is called.
        because: Why, with the rule.
    """

    item: str
    because: str


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """What a case holds, for one person.

    Args:
        cases: The cases as they see them.
        shown: The case.
        withheld: What they asked for and may not read.
    """

    cases: Cases
    shown: Shown
    withheld: list[Withheld] = field(default_factory=list)

    @classmethod
    def of(cls, cases: Cases, case_id: str) -> "CaseFile":
        """Return the file of a case.

        Raises:
            NoSuchCaseError: There is none, as far as they may know.
        """
        return cls(cases=cases, shown=cases.show(case_id))

    @property
    def case_id(self) -> str:
        """What the case is called."""
        return self.shown.case.case_id

    @cached_property
    def recorded(self) -> Mapping[str, tuple[Recording, ...]]:
        """Every version of every item."""
        return recordings(self.shown.log)

    def name_of(self, of: type) -> str:
        """Return what the case calls the items of a type; empty where it holds none."""
        return item_among(kind_of(of), self.shown.case.items)

    def versions(self, of: type) -> tuple[Recording, ...]:
        """Return the versions of an item, the oldest first."""
        return self.recorded.get(self.name_of(of), ())

    def version(self, of: type, number: int | None = None) -> Recording:
        """Return a version of an item, by default its newest.

        Raises:
            NoSuchResultError: There is none.
        """
        versions, wanted = self.versions(of), number
        if versions and wanted is None:
            wanted = self.shown.case.items[self.name_of(of)].version
        for each in versions:
            if each.version == wanted:
                return each
        name = kind_of(of).term or _words(of.__name__)
        known = (
            f"there are versions 1 to {len(versions)}" if versions else "nothing is recorded yet"
        )
        asked = f"“{name}” version {wanted}" if wanted else f"“{name}”"
        raise NoSuchResultError(f"{self.case_id} holds no {asked}: {known}.")

    def read(self, of: type[_T], number: int | None = None) -> _T:
        """Return a version of an item as a value, by default its newest.

        Raises:
            NoSuchResultError: There is none.
            DeniedError: They may know of it, and not read it.
            UnfitItemError: What was recorded does not fit the type.
        """
        found = self.version(of, number)
        content = self.cases.content(self.case_id, found.item, version=found.version)
        value = value_of(kind_of(of), content, item=found.item)
        assert isinstance(value, of)
        return value

    def beside(self, of: type[_T], number: int | None = None) -> _T | None:
        """Return an item that stands beside a result; None where there is nothing.

        What they may not read is noted as withheld.

        Args:
            of: Its type.
            number: The version; None for the newest, where it still counts.
        """
        name = self.name_of(of)
        if not name or (number is None and not self.shown.case.has(name)):
            return None
        try:
            return self.read(of, number)
        except DeniedError as denied:
            because = f"{denied.decision.reason} (rule {denied.decision.rule})"
            self.withheld.append(Withheld(item=name, because=because))
            return None

    def read_hashed(self, of: type[_T], sha256: str) -> _T | None:
        """Return the version of an item that has a hash, as a value; None where none has.

        Raises:
            DeniedError: They may know of it, and not read it.
            UnfitItemError: What was recorded does not fit the type.
        """
        number = self.hashed(of, sha256)
        return None if number is None else self.read(of, number)

    def beside_hashed(self, of: type[_T], sha256: str) -> _T | None:
        """Return the version that a result names by its hash, and no other; None without it."""
        number = self.hashed(of, sha256)
        return None if number is None else self.beside(of, number)

    def hashed(self, of: type, sha256: str) -> int | None:
        """Return the first version of an item that has a hash; None where none has."""
        found = (each.version for each in self.versions(of) if each.sha256 == sha256)
        return next(found, None)

    def made_of(self, made: Recording, types: Sequence[type]) -> tuple[MadeOf, ...]:
        """Return what a version was made of."""
        return made_of(made, self.shown.log, [name for of in types if (name := self.name_of(of))])

    def counts(self, found: Recording) -> bool:
        """Tell whether a version is the newest and still counts."""
        held = self.shown.case.items.get(found.item)
        return held is not None and not held.superseded and held.version == found.version


def _words(name: str) -> str:
    """Return the name of a class as words: `SystemDesign` is “System design”."""
    parted = "".join(f" {each.lower()}" if each.isupper() else each for each in name).strip()
    return parted[:1].upper() + parted[1:]
