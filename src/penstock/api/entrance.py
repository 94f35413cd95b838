"""Who asks the API: a token becomes a person, and headers say for which side and what for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from penstock.api import problem_types as kinds
from penstock.api.problems import ProblemError
from penstock.app.cases import By, Cases
from penstock.app.devices.keeping import TELEMETRY
from penstock.app.guarding.asker import CASE_WORK, Asker
from penstock.app.measuring.served import Measuring
from penstock.kernel.findings import Finding
from penstock.kernel.sides import Side


class Caller(Protocol):
    """A person or program that has shown a token."""

    @property
    def person(self) -> str:
        """The name that the register of people knows."""
        ...

    @property
    def hat(self) -> Side | None:
        """The side that they chose to act for; None for that of whatever they work on."""
        ...

    @property
    def may_work(self) -> bool:
        """Whether the token was made for work, and not for reading alone."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """What lets callers in.

    Args:
        cases_for: Returns the cases as somebody sees them, through their own door.
        bearer: Returns whose token it is; None where it is nobody's.
        findings: Returns what checks find in the documents.
        measuring: Measures the cases.
        telemetry: The folder in which is kept what devices say.
    """

    cases_for: Callable[[Asker], Cases]
    bearer: Callable[[str], Caller | None]
    findings: Callable[[], Sequence[Finding]]
    measuring: Measuring
    telemetry: Path = TELEMETRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a caller is served.

    Args:
        cases: The cases as they see them.
        asker: Who they are, for whom they act and what for.
        may_work: Whether they may change anything.
        token: What they have shown.
    """

    cases: Cases
    asker: Asker
    may_work: bool
    token: str = field(repr=False)

    @property
    def person(self) -> str:
        """Who they are."""
        return self.asker.person

    def by(self, key: str, *, expected_version: int | None = None) -> By:
        """Return who acts; a key is a person's own, so that nobody learns of another's."""
        return By(actor=self.person, key=f"{self.person}/{key}", expected_version=expected_version)

    def acting(self, *, purpose: str) -> Cases:
        """Return the cases as they see them for another purpose."""
        return self.cases.for_purpose(purpose)


_NOBODY = "nobody"
_BEARER = HTTPBearer(auto_error=False, description="A token made with `penstock token create`.")
_Token = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
_For = Annotated[
    Side | None,
    Header(
        alias="Penstock-Acting-For",
        description="The side you act for; without it, that of whatever you work on.",
    ),
]
_Purpose = Annotated[
    str,
    Header(
        alias="Penstock-Purpose",
        min_length=1,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        description="What for, in a word of the company's list of purposes.",
    ),
]
_Emergency = Annotated[
    str,
    Header(
        alias="Penstock-Emergency",
        max_length=100,
        pattern=r"^[\x21-\x7e]*$",
        description="The emergency in which closed contents are read.",
    ),
]


def desk(
    request: Request,
    token: _Token,
    hat: _For = None,
    purpose: _Purpose = CASE_WORK,
    emergency: _Emergency = "",
) -> Desk:
    """Return the desk of whoever asks.

    Raises:
        ProblemError: Nobody knows who it is.
    """
    entrance: Entrance = request.app.state.entrance
    asker = Asker(person=_NOBODY, hat=hat, purpose=purpose, emergency=emergency)
    found = known(entrance, token.credentials, asker) if token else None
    if found is None:
        detail = "The token is not valid." if token else "No token was sent."
        challenge = {"WWW-Authenticate": 'Bearer realm="Penstock"'}
        raise ProblemError(kinds.NOT_SIGNED_IN, detail, headers=challenge)
    return found


def known(entrance: Entrance, token: str, asker: Asker) -> Desk | None:
    """Return the desk of whoever shows a token; None where it is nobody's.

    Args:
        entrance: What lets callers in.
        token: What they show.
        asker: For whom they act and what for, as they say.
    """
    caller = entrance.bearer(token)
    if caller is None:
        return None
    asker = replace(asker, person=caller.person, hat=asker.hat or caller.hat)
    cases = entrance.cases_for(asker)
    return Desk(cases=cases, asker=asker, may_work=caller.may_work, token=token)


AtDesk = Annotated[Desk, Depends(desk)]
