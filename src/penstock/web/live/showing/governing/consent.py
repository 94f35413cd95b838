"""`/consents/…`: a consent, its versions, what it let through, and how to take it back."""

from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import quote, urlencode

from starlette.responses import Response

from penstock.app.cases import new_key
from penstock.app.consenting.wording import as_values, listed, sentence, standing
from penstock.governance.consent.consent import ConsentStatus
from penstock.web.live.answers import json_answer, to
from penstock.web.live.forms import UnfitFormError
from penstock.web.live.pages import Page
from penstock.web.live.showing.governing.consents import consenting_of, stop_unconsented
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head


def pages() -> tuple[Page, ...]:
    """Return the page of a consent, with the form that takes it back."""
    return (
        Page(
            path="/consents/{consent}",
            name="consent",
            show=show,
            take=take,
            section=SECTION,
            suffixes=("json",),
        ),
    )


def show(visit: Visit) -> Response:
    """Return all that is known of a consent; that somebody asked what it let through is on record.

    Raises:
        NoSuchConsentError: There is none, as far as they may know.
    """
    consenting = consenting_of(visit)
    versions = consenting.versions(visit.part("consent"))
    latest, now = versions[-1], consenting.keeping.now()
    delivered = consenting.delivered(latest)
    if visit.suffix:
        said = [as_values(each) for each in versions]
        return json_answer({"versions": said, "delivered": list(map(asdict, delivered))})
    of_customer = f"/consents?{urlencode({'customer': latest.customer})}"
    head = Head(
        title=f"Consent of {latest.customer}",
        identifier=latest.id,
        kind="Consent",
        meaning=sentence(latest),
        section=SECTION,
        crumbs=(Crumb("Consents", "/consents"), Crumb(latest.customer, of_customer)),
        downloads=files(visit, "json"),
    )
    holds = latest.status is ConsentStatus.ACTIVE and now < latest.end
    return visit.html(
        "live/governing/consent.html",
        head,
        ways=ways(visit),
        versions=versions,
        stands=standing(latest, now=now),
        holds=holds,
        delivered=delivered,
        key=new_key() if holds and consenting.may_change(latest) else "",
        listed=listed,
    )


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Take a consent back; the next decision goes by it.

    Raises:
        NoSuchConsentError: There is none, as far as they may know.
        UnfitFormError: The form does not say why.
    """
    reason, key = form.get("reason", "").strip(), form.get("key", "")
    if not (reason and key):
        because = "Say why the consent is taken back, in the form of its page."
        raise UnfitFormError(because, status=422)
    consent_id = visit.part("consent")
    # A key is a person's own, so that nobody learns of another's.
    key = f"{visit.who.person}/{key}"
    stop_unconsented(visit, consenting_of(visit).revoke(consent_id, key=key, reason=reason))
    return to(f"/consents/{quote(consent_id, safe='')}")
