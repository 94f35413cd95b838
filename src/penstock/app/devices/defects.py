"""Defects of models: the rules beside the documents, and what people see and decide of them."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penstock.app.devices.homes import Homes, homes_of
from penstock.app.streams.catalogue import company_file
from penstock.casework.device.defects import Defect, answered_defect
from penstock.casework.ticket.recurring import DefectRules

if TYPE_CHECKING:
    from penstock.app.cases.usecases import Cases

FILE = Path("products") / "smart-home" / "defects.toml"


class DefectFileError(ValueError):
    """The file of rules cannot be followed."""

    def __init__(self, file: Path, *, because: str) -> None:
        self.file = file
        super().__init__(f"{file} cannot be followed: {because}")


class NoSuchDefectError(LookupError):
    """There is no such defect, as far as whoever asks may know."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no defect {name}. “penstock devices defects list” names all.")


class NotYoursError(ValueError):
    """Somebody wants to decide of a defect that is another's."""


def read_rules(folder: Path | None = None) -> DefectRules:
    """Return when a fault is a defect; as the reference company has it where nobody says else.

    Raises:
        DefectFileError: The file cannot be followed.
    """
    from pydantic import TypeAdapter, ValidationError  # pydantic is slow to import

    file = company_file(folder, FILE)
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return TypeAdapter(DefectRules).validate_python(found)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefectFileError(file, because=f"{error}.") from error
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise DefectFileError(file, because=f"{'; '.join(problems)}.") from error


@dataclass(frozen=True, kw_only=True)
class Defects:
    """The defects of a company's models.

    Args:
        homes: The homes, as whoever came may see them.
        now: Returns the moment it is.
        against: Returns why somebody may not do what is left to a role; empty where they may.
    """

    homes: Homes
    now: Callable[[], datetime]
    against: Callable[[str, str], str]

    def all(self) -> tuple[Defect, ...]:
        """Return all defects, the open ones first, the newest of them first."""
        if not self.homes.boundary.sees("recurring defects"):
            return ()
        found = self.homes.devices.entries(Defect)
        newest = sorted(found, key=lambda each: each.found_at, reverse=True)
        return tuple(sorted(newest, key=lambda each: each.answered_at is not None))

    def answer(self, name: str, words: str, *, by: str) -> Defect:
        """Keep what was decided of a defect; what breaks later is another one.

        Raises:
            NoSuchDefectError: There is none.
            NotYoursError: It is another's, or was decided.
            StaleEntryError: Something was added to it meanwhile.
        """
        defect = next((each for each in self.all() if each.name == name), None)
        if defect is None:
            raise NoSuchDefectError(name)
        if because := self.against(by, defect.role):
            raise NotYoursError(f"{name} {because}.")
        if defect.answered_at:
            raise NotYoursError(f"{name} was decided by {defect.answered_by}: {defect.answer}")
        after = answered_defect(defect, words, by=by, at=self.now())
        self.homes.devices.keep(after)
        return after


def defects_of(cases: "Cases") -> Defects:
    """Return the defects of the store of some cases, for whoever came to these.

    Raises:
        NoDevicesError: The store keeps no devices.
    """

    def against(person: str, role: str) -> str:
        return cases.answering.against_acting(person, (role,)) if cases.answering else ""

    return Defects(homes=homes_of(cases), now=cases.now, against=against)


def defect_json(defect: Defect) -> dict[str, Any]:
    """Return a defect for programs."""
    answered = defect.answered_at
    return {
        "name": defect.name,
        "rule": defect.rule,
        "model": defect.model,
        "sentence": defect.sentence,
        "role": defect.role,
        "found_at": defect.found_at.isoformat(),
        "standing": defect.standing,
        "answer": defect.answer,
        "answered_by": defect.answered_by,
        "answered_at": answered.isoformat() if answered else None,
        "cases": [
            {
                "case": each.case_id,
                "ticket": each.ticket,
                "device": each.device,
                "cause": each.cause,
                "at": each.at.isoformat(),
            }
            for each in defect.cases
        ],
    }
