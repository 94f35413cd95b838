"""How far a folder of visits holds the log."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from penstock.delivery.ports import BEGINNING, Followed, Position
from penstock.store.errors import StoreError

# Format 1 had visits, paths and models alone; format 2 did not say when facts became known.
FORMAT = 3


class UnreadableBookmarkError(StoreError):
    """A folder does not say how far it holds the log."""

    def __init__(self, file: Path, *, because: str) -> None:
        self.file = file
        super().__init__(
            str(file),
            f"{file} cannot be read: {because}. Choose another folder, or remove this one: "
            "the log holds all that is in it.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """How far a folder of visits holds the log.

    Args:
        position: The position of the last event that was looked at.
        case_id: That event's case; empty at the beginning.
        seq: Its number in the case.
        command_id: The command that caused it.
        part: The number of the last part that was written.
        visits: The number of visits in all parts.
        opens: The number of the file that holds the visits under way; 0 where there is none.
        as_of: The moment up to which the folder tells.
        records: The fingerprint of the metric records that facts were taken by; empty for none.
        facts_from: The number of the first part whose facts count.
    """

    position: Position = BEGINNING
    case_id: str = ""
    seq: int = 0
    command_id: str = ""
    part: int = 0
    visits: int = 0
    opens: int = 0
    as_of: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    records: str = ""
    facts_from: int = 0

    def moved(self, to: Followed, *, has_part: bool, visits: int) -> "Bookmark":
        """Return the bookmark behind an event, and behind a part with so many more visits."""
        return replace(
            self,
            position=to.position,
            case_id=to.case_id,
            seq=to.logged.seq,
            command_id=to.logged.stamp.command_id,
            part=self.part + 1 if has_part else self.part,
            visits=self.visits + visits,
        )

    def told(self, as_of: datetime) -> "Bookmark":
        """Return the bookmark of a folder whose visits under way were timed anew."""
        return replace(self, opens=self.opens + 1, as_of=as_of)

    def by_records(self, fingerprint: str) -> "Bookmark":
        """Return the bookmark of a folder whose facts begin with a part of their own."""
        return replace(self, part=self.part + 1, facts_from=self.part + 1, records=fingerprint)

    def to_json(self) -> str:
        """Return the bookmark as a file holds it."""
        said = {"format": FORMAT, **asdict(self), "as_of": self.as_of.isoformat()}
        return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def read(file: Path) -> Bookmark:
    """Return the bookmark of a file; the beginning where there is none.

    Raises:
        UnreadableBookmarkError: It holds something else.
    """
    try:
        return _of(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Bookmark()
    except KeyError as error:
        raise UnreadableBookmarkError(file, because=f"it has no {error}") from error
    except (TypeError, ValueError) as error:
        raise UnreadableBookmarkError(file, because=str(error)) from error


def _of(said: dict[str, Any]) -> Bookmark:
    found = said.pop("format")
    if found != FORMAT:
        raise ValueError(f"it has format {found}, and this Penstock knows {FORMAT}")
    position, as_of = Position(**said.pop("position")), datetime.fromisoformat(said.pop("as_of"))
    return Bookmark(position=position, as_of=as_of, **said)
