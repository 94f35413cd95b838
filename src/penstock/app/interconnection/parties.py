"""The register of third parties that apply, and who has filed which request."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from os import environ
from pathlib import Path
from re import compile as pattern
from secrets import token_urlsafe
from typing import TypeVar

from penstock.governance.conduct.records import Records, StaleRecordError
from penstock.governance.interconnection.parties import Filing, Party

TOKEN_VARIABLE = "PENSTOCK_PARTY_TOKEN"  # noqa: S105  # the name of a variable, no token
_BYTES = 24
_TRIES = 20
_CODE = pattern(r"[A-Z][A-Z0-9]{1,15}")
_R = TypeVar("_R", Party, Filing)


class UnknownPartyError(Exception):
    """Nobody is let in by a code and a token; why, is told to nobody."""

    def __init__(self) -> None:
        super().__init__(
            "Code and token open nothing. Look whether both were copied whole, or ask the utility "
            "for a new token."
        )


class UnfitPartyError(ValueError):
    """A party that cannot be registered."""


def token_in(file: Path | None) -> str:
    """Return the token that a file holds, or else the environment; empty where neither does."""
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    return environ.get(TOKEN_VARIABLE, "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A party and its token, which is told once."""

    party: Party
    token: str


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The third parties of one store, and all filings.

    Args:
        records: Where they are kept.
        now: Returns the moment it is.
    """

    records: Records
    now: Callable[[], datetime]

    def register(self, code: str, name: str, *, by: str) -> Registered:
        """Register a party, and return its token.

        Raises:
            UnfitPartyError: The code is none, taken, or the name is empty.
        """
        self._require_fit(code, name)
        token = token_urlsafe(_BYTES)
        party = Party(
            code=code,
            name=" ".join(name.split()),
            number=0,
            token_sha256=_hash(token),
            registered_by=by,
            registered_at=self.now(),
        )
        return Registered(party=self._numbered(party), token=token)

    def opened(self, code: str, token: str) -> Party:
        """Return the party that shows a token.

        Raises:
            UnknownPartyError: There is none with this token, or it was closed.
        """
        found = self._found(code)
        # A hash is compared whether there is such a party or not: both take as long.
        fits = compare_digest(found.token_sha256 if found else _hash(""), _hash(token))
        if found is None or not fits or found.closed_by:
            raise UnknownPartyError
        return found

    def close(self, code: str, *, by: str, reason: str) -> Party:
        """Let a party in no more; its requests stay.

        Raises:
            UnfitPartyError: There is no such party.
            StaleRecordError: Somebody else changes it at the same moment.
        """
        found = self._found(code)
        if found is None:
            raise UnfitPartyError(f"There is no party {code}; 'penstock interconnection parties'.")
        if found.closed_by:
            return found
        after = replace(
            found, version=found.version + 1, closed_by=by, closed_at=self.now(), reason=reason
        )
        self.records.keep(after)
        return after

    def all(self) -> tuple[Party, ...]:
        """Return all parties, by their numbers."""
        return self.records.latest(Party)

    def file(self, case_id: str, *, by: str, party: str = "", for_case: str = "") -> Filing:
        """Keep whose request a case is; once."""
        if (known := self.filing(case_id)) is not None:
            return known
        return self._numbered(
            Filing(
                case_id=case_id,
                filed_at=self.now(),
                filed_by=by,
                for_case=for_case,
                number=0,
                party=party,
            )
        )

    def filing(self, case_id: str) -> Filing | None:
        """Return whose request a case is; None where it is none that was filed."""
        return next(iter(self.records.of_case(Filing, case_id)), None)

    def filings(self) -> tuple[Filing, ...]:
        """Return all filings, by their numbers."""
        return self.records.latest(Filing)

    def _found(self, code: str) -> Party | None:
        return next((each for each in self.all() if each.code == code), None)

    def _require_fit(self, code: str, name: str) -> None:
        problems = []
        if not _CODE.fullmatch(code):
            problems.append(f"its code is “{code}”; write 2 to 16 capitals and digits, as SUNCO")
        elif self._found(code):
            problems.append(f"there is a party {code} already")
        if not name.strip():
            problems.append("it has no name")
        if problems:
            raise UnfitPartyError(f"The party cannot be registered: {'; '.join(problems)}.")

    def _numbered(self, record: _R) -> _R:
        for _ in range(_TRIES):
            numbered = replace(record, number=self.records.next_number(type(record)))
            # Somebody may take the number meanwhile.
            with suppress(StaleRecordError):
                self.records.keep(numbered)
                return numbered
        raise StaleRecordError(record)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
