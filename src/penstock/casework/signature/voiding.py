"""When a signature is void: as soon as something that it rests on is another."""

from dataclasses import dataclass
from datetime import datetime

from penstock.casework.basis import Basis, changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """That a signature counts no more.

    Args:
        because: What is different from what was signed, in a sentence.
        since: When that was found.
        changed: What is another version now, by its name.
    """

    because: str
    since: datetime
    changed: tuple[str, ...]


def voided(
    signed: tuple[Basis, ...],
    now_there: tuple[Basis, ...],
    *,
    since: datetime,
    details: tuple[str, ...] = (),
) -> Void | None:
    """Return why a signature is void; None where all that it rests on is still the same.

    Args:
        signed: What the signature rests on.
        now_there: The newest version of each of it.
        since: When this is looked at.
        details: The differences in words, where somebody has worked them out.
    """
    names = changed(signed, now_there)
    if not names:
        return None
    what = ", ".join(names)
    other = "is another version now" if len(names) == 1 else "are other versions now"
    told = f": {'; '.join(details)}" if details else ""
    return Void(because=f"{what} {other} than the one signed{told}.", since=since, changed=names)
