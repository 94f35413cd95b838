"""`GET /consents…`: what customers agreed to, as far as it concerns the side that asks."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.representing import Moment
from penstock.api.documenting import reading
from penstock.api.entrance import AtDesk, Desk
from penstock.api.links import path
from penstock.app.consenting import Consenting
from penstock.app.consenting.following import Delivered
from penstock.app.consenting.wording import as_values
from penstock.governance.consent.consent import Consent as Kept

router = APIRouter(tags=["governance"])
_PURPOSE = "consent"
ConsentId = Annotated[str, Path(max_length=200, examples=["CON-1"])]


class Consent(BaseModel):
    """A version of what a customer agreed to."""

    id: str
    version: int
    customer: str
    premise: str
    account: str
    grantee: str = Field(description="Who may know: a side, or the id of another company.")
    data_classes: list[str]
    purposes: list[str]
    start: Moment
    end: Moment
    status: str
    revoked_at: Moment | None
    ended_at: Moment | None
    text_sha256: str
    text_version: str
    channel: str
    given_at: Moment | None
    entered_by: str
    links: dict[str, str]


class Consents(BaseModel):
    """What a customer agreed to, each consent at its latest version."""

    consents: list[Consent]


class Access(BaseModel):
    """Something that a consent let through."""

    entry: int = Field(description="The entry of the audit log.")
    at: Moment
    person: str
    side: str | None
    what: str
    thing: str
    purpose: str
    version: int


class WholeConsent(BaseModel):
    """A consent with all of its versions, and what it let through."""

    versions: list[Consent]
    delivered: list[Access]


class OfCustomer(BaseModel):
    """Whose consents are shown."""

    model_config = ConfigDict(extra="forbid")

    customer: str = Field(min_length=1, max_length=500)


@router.get("/consents", response_model=Consents, responses=reading())
def list_consents(request: Request, desk: AtDesk, only: Annotated[OfCustomer, Query()]) -> Response:
    """List what a customer agreed to, as far as it concerns the side that you act for."""
    found = _consenting(desk).of_customer(only.customer)
    return answered(request, Consents(consents=list(map(_consent, found))))


@router.get("/consents/{consent_id}", response_model=WholeConsent, responses=reading())
def show_consent(request: Request, desk: AtDesk, consent_id: ConsentId) -> Response:
    """Show a consent: all its versions, and what was let through under it."""
    consenting = _consenting(desk)
    versions = consenting.versions(consent_id)
    body = WholeConsent(
        versions=list(map(_consent, versions)),
        delivered=list(map(_access, consenting.delivered(versions[-1]))),
    )
    return answered(request, body)


def _consenting(desk: Desk) -> Consenting:
    return desk.acting(purpose=_PURPOSE).consenting


def _consent(each: Kept) -> Consent:
    return Consent(**as_values(each), links={"self": path("consents", each.id)})


def _access(each: Delivered) -> Access:
    return Access(
        entry=each.position,
        at=each.at,
        person=each.person,
        side=each.side or None,
        what=each.what,
        thing=each.thing,
        purpose=each.purpose,
        version=each.version,
    )
