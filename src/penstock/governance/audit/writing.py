"""An entry as the one text that is kept and hashed, and back."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any

from penstock.governance.audit.chain import Row
from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.people import Person, UnreadableError
from penstock.kernel.sides import Side

_CLEAR = (
    "action",
    "object_kind",
    "data_class",
    "purpose",
    "consent",
    "rule",
    "policy_sha256",
)
Nonce = Callable[[], bytes]


def written(entry: Entry, *, actor: Person, subject: Person | None, nonce: Nonce) -> str:
    """Return an entry as canonical JSON, in ASCII, with nobody's name in it.

    Members have one order, and one that is empty is left out. The moment and the subject stand
    first: databases find subjects by where they stand.
    """
    of = f',"subject":"{subject.pseudonym}"' if subject else ""
    said = _said(
        entry.kind,
        entry.acting_for,
        entry.verdict,
        entry.action,
        entry.object_kind,
        entry.data_class,
        entry.purpose,
        entry.rule,
        entry.policy_sha256,
    )
    consent = _consent(entry) if entry.consent else ""
    sealed = _about(entry, subject or actor, nonce)
    detail = f',"detail_sealed":"{_sealed(entry.detail, actor, nonce)}"' if entry.detail else ""
    who = f'"actor":"{actor.pseudonym}"'
    return f'{{"at":"{_moment(entry.at)}"{of},{who}{said}{consent}{sealed}{detail}}}'


# Few are ever said, and again and again.
@lru_cache(maxsize=4096)
def _said(kind: Kind, side: Side | None, verdict: Verdict | None, *terms: str) -> str:
    """Return the members that are words of the company's lists."""
    names = ("action", "object_kind", "data_class", "purpose", "rule", "policy_sha256")
    values: dict[str, str | None] = {"kind": kind, "acting_for": side, "verdict": verdict}
    values |= dict(zip(names, terms, strict=True))
    return "".join(
        f',"{name}":{encode_basestring_ascii(value)}' for name, value in values.items() if value
    )


def _consent(entry: Entry) -> str:
    name = encode_basestring_ascii(entry.consent)
    return f',"consent":{name},"consent_version":{entry.consent_version}'


def _about(entry: Entry, person: Person, nonce: Nonce) -> str:
    """Return the member that tells which thing it was; in clear where it is nobody's."""
    if entry.subject or entry.premise or entry.account:
        # No text holds a line break.
        about = f"{entry.object}\n{entry.premise}\n{entry.account}".rstrip("\n")
        return f',"about_sealed":"{_sealed(about, person, nonce)}"' if about else ""
    return f',"object":{encode_basestring_ascii(entry.object)}' if entry.object else ""


def _sealed(text: str, person: Person, nonce: Nonce) -> str:
    return person.box.sealed(text.encode(), nonce=nonce(), bound_to=person.pseudonym)


def _moment(at: datetime) -> str:
    # Always as long, so that what follows always stands at the same place.
    in_utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return f"{in_utc.isoformat(timespec='microseconds')[:26]}Z"


class DamagedEntryError(Exception):
    """An entry cannot be read, because it is not as it was written."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(
            f"Entry {position:,} of the audit log is not as it was written, so it cannot be read. "
            "'penstock audit verify' tells what was changed."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry as the log tells it to somebody who may read it.

    Args:
        position: Its number in the log, from 1.
        hash: Its own, which covers the one before it.
        actor: Who; a pseudonym in brackets where their key is gone.
        subject: Of whom; likewise, or empty.
    """

    position: int
    hash: str
    at: datetime
    kind: Kind
    actor: str
    subject: str
    acting_for: Side | None
    action: str
    object_kind: str
    data_class: str
    object: str
    premise: str
    account: str
    purpose: str
    consent: str
    consent_version: int
    rule: str
    verdict: Verdict | None
    policy_sha256: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Whom those know who read.

    Args:
        people: By pseudonym.
        erased: Pseudonyms of those whose keys were destroyed.
    """

    people: Mapping[str, Person]
    erased: Collection[str]

    def name(self, pseudonym: str) -> str:
        """Return a person's name, or why nobody can read it."""
        person = self.people.get(pseudonym)
        return person.name if person else f"({self._why(pseudonym)} {pseudonym[:8]})"

    def opened(self, sealed: str, pseudonym: str) -> str:
        """Return a text that a person's key seals, or why nobody can read it."""
        person = self.people.get(pseudonym)
        if person is None:
            return f"({self._why(pseudonym)})"
        try:
            return person.box.opened(sealed, bound_to=pseudonym).decode()
        except UnreadableError:
            return "(unreadable)"

    def _why(self, pseudonym: str) -> str:
        return "erased" if pseudonym in self.erased else "unreadable"


def pseudonyms_of(row: Row) -> tuple[str, ...]:
    """Return the pseudonyms of an entry's people.

    Raises:
        DamagedEntryError: It is not as it was written.
    """
    said = _read(row)
    return tuple(str(said[each]) for each in ("actor", "subject") if each in said)


def told(row: Row, *, people: Mapping[str, Person], erased: Collection[str]) -> Told:
    """Return an entry in words, as far as the keys of its people are there.

    Args:
        row: What is kept.
        people: People whose keys are there, by pseudonym.
        erased: Pseudonyms of those whose keys were destroyed.

    Raises:
        DamagedEntryError: It is not as it was written.
    """
    said = _read(row)
    try:
        return _told(row, said, _Known(people, erased))
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedEntryError(row.position) from error


def _told(row: Row, said: Mapping[str, Any], known: _Known) -> Told:
    actor, subject = said["actor"], said.get("subject", "")
    sealed, detail = said.get("about_sealed"), said.get("detail_sealed")
    about = known.opened(sealed, subject or actor) if sealed else said.get("object", "")
    about = [*about.split("\n"), "", ""]
    return Told(
        position=row.position,
        hash=row.hash,
        at=datetime.fromisoformat(said["at"]).astimezone(UTC),
        kind=Kind(said["kind"]),
        actor=known.name(actor),
        subject=known.name(subject) if subject else "",
        acting_for=Side(said["acting_for"]) if "acting_for" in said else None,
        verdict=Verdict(said["verdict"]) if "verdict" in said else None,
        object=about[0],
        premise=about[1],
        account=about[2],
        detail=known.opened(detail, actor) if detail else "",
        consent_version=said.get("consent_version", 0),
        **{name: said.get(name, "") for name in _CLEAR},
    )


def _read(row: Row) -> Mapping[str, Any]:
    try:
        said = json.loads(row.content)
    except ValueError as error:
        raise DamagedEntryError(row.position) from error
    if not isinstance(said, dict):
        raise DamagedEntryError(row.position)
    return said
