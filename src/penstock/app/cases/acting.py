"""Who acts on a case, and what they are told when somebody else was faster."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4
from zoneinfo import ZoneInfo

from penstock.app.cases.wording import sentence
from penstock.delivery.ports import Logged

_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, and what makes it safe to send the same again.

    Args:
        actor: The person or program.
        key: The same for the same intention, however often it is sent.
        expected_version: The version they have seen; None when any will do.
    """

    actor: str
    key: str
    expected_version: int | None = None


def new_key() -> str:
    """Return a key that nobody has used."""
    return str(uuid4())


class ConflictError(Exception):
    """Somebody else changed the case since the caller saw it."""

    def __init__(self, case_id: str, *, expected: int, found: int, since: Sequence[Logged]) -> None:
        self.case_id = case_id
        self.expected = expected
        self.found = found
        self.since = tuple(since)
        super().__init__(self.told())

    def told(self, zone: ZoneInfo | None = None) -> str:
        """Return the sentence; of when something is due, by the clock of a zone, or by UTC."""
        deeds = "; ".join(
            f"{each.stamp.actor}: {sentence(each.event, zone=zone)}" for each in self.since[-_TOLD:]
        )
        meanwhile = f" Meanwhile: {deeds}." if deeds else ""
        return (
            f"Case {self.case_id} is at version {self.found}, not {self.expected}.{meanwhile} "
            "Look at it, and decide again."
        )
