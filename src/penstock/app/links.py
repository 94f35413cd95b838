"""Personal links: an address that only its holder knows, for one case and one purpose.

Whoever has the address is taken for the person it was made for. So it cannot be guessed, is kept
as a hash alone, ends by itself, can be taken back, and opens nothing but its purpose.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from types import MappingProxyType

from penstock.governance.conduct.records import Records, StaleRecordError, named

PURPOSES: Mapping[str, str] = MappingProxyType({"project": "/my/", "proposal": "/proposals/"})
"""What a link may be for, and where its page is."""

_BYTES = 24
_TRIES = 20
LONGEST = timedelta(days=730)


class DeadLinkError(Exception):
    """An address that opens nothing: unknown, over, or taken back."""


class ExpiredLinkError(DeadLinkError):
    """An address that has opened something until its day."""

    def __init__(self, link: "PersonalLink") -> None:
        self.link = link
        super().__init__("This link is over. Ask your sales consultant for a new one.")


class UnfitLinkError(ValueError):
    """A link that cannot be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalLink:
    """A link that somebody made for a person; a record, whose latest version counts.

    Args:
        case_id: The case.
        number: Which of all links, from 1.
        version: From 1; taking it back makes the second.
        purpose: What it opens: a key of `PURPOSES`.
        person: For whom it is.
        secret_sha256: SHA-256 of what its address holds and nobody keeps.
        made_by: Who made it.
        made_at: When.
        expires_at: The first moment at which it opens nothing more.
        revoked_by: Who took it back; empty while nobody has.
        revoked_at: When.
        reason: Why.
    """

    case_id: str
    number: int
    version: int = 1
    purpose: str
    person: str
    secret_sha256: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_by: str = ""
    revoked_at: datetime | None = None
    reason: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return f"LINK-{self.number}"

    def state(self, now: datetime) -> str:
        """Tell whether it opens something: `open`, `expired` or `revoked`."""
        if self.revoked_by:
            return "revoked"
        return "open" if now < self.expires_at else "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLink:
    """A link and its address, which is told once.

    Args:
        link: What is kept of it.
        path: The address behind the name of the server.
    """

    link: PersonalLink
    path: str


@dataclass(frozen=True, kw_only=True)
class Links:
    """The personal links of one store.

    Args:
        records: Where they are kept.
        now: Returns the moment it is.
    """

    records: Records
    now: Callable[[], datetime]

    def make(
        self, case_id: str, *, purpose: str, person: str, by: str, lasts: timedelta
    ) -> MadeLink:
        """Make a link, and return its address.

        Raises:
            UnfitLinkError: There is no such purpose, nobody it is for, or it would last too long.
        """
        _require_fit(purpose, person, lasts)
        secret, now = token_urlsafe(_BYTES), self.now()
        link = PersonalLink(
            case_id=case_id,
            number=0,
            purpose=purpose,
            person=person,
            secret_sha256=_hash(secret),
            made_by=by,
            made_at=now,
            expires_at=now + lasts,
        )
        kept = self._kept(link)
        return MadeLink(link=kept, path=f"{PURPOSES[purpose]}{kept.number}.{secret}")

    def opened(self, token: str, *, purpose: str) -> PersonalLink:
        """Return the link that an address holds the secret of.

        Raises:
            ExpiredLinkError: It is over.
            DeadLinkError: There is none for this purpose, or it was taken back.
        """
        number, _, secret = token.partition(".")
        found = self._latest(int(number)) if _is_number(number) else None
        fits = found is not None and compare_digest(found.secret_sha256, _hash(secret))
        if found is None or not fits or found.purpose != purpose:
            raise DeadLinkError("This address opens nothing. Look whether it was copied whole.")
        match found.state(self.now()):
            case "expired":
                raise ExpiredLinkError(found)
            case "revoked":
                sentence = "This link was taken back. Ask your sales consultant for a new one."
                raise DeadLinkError(sentence)
        return found

    def revoke(self, case_id: str, name: str, *, by: str, reason: str) -> PersonalLink:
        """Take a link of a case back by its name; it opens nothing from then on.

        Raises:
            NoSuchRecordError: There is none.
            StaleRecordError: Somebody else does it at the same moment.
        """
        link = named(name, self.of_case(case_id), kind=f"link of {case_id}")
        if link.revoked_by:
            return link
        after = replace(
            link, version=link.version + 1, revoked_by=by, revoked_at=self.now(), reason=reason
        )
        self.records.keep(after)
        return after

    def of_case(self, case_id: str) -> tuple[PersonalLink, ...]:
        """Return the links of a case, by their numbers."""
        return self.records.of_case(PersonalLink, case_id)

    def _latest(self, number: int) -> PersonalLink | None:
        versions = self.records.versions(PersonalLink, number)
        return versions[-1] if versions else None

    def _kept(self, link: PersonalLink) -> PersonalLink:
        for _ in range(_TRIES):
            numbered = replace(link, number=self.records.next_number(PersonalLink))
            # Somebody may take the number meanwhile.
            with suppress(StaleRecordError):
                self.records.keep(numbered)
                return numbered
        raise StaleRecordError(link)


def _require_fit(purpose: str, person: str, lasts: timedelta) -> None:
    problems = []
    if purpose not in PURPOSES:
        problems.append(f"there is no purpose “{purpose}”; there is {', '.join(PURPOSES)}")
    if not person.strip():
        problems.append("it is for nobody; say for whom")
    if not timedelta(0) < lasts <= LONGEST:
        problems.append(f"it would last {lasts.days} days; it lasts from 1 to {LONGEST.days}")
    if problems:
        raise UnfitLinkError(f"No link was made: {'; '.join(problems)}.")


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
