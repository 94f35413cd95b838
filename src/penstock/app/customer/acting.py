"""What a customer does on the page of their project: sign, cancel, and read their papers."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.usecases import Cases
from penstock.app.customer.language import ENGLISH, Language
from penstock.app.customer.papers import papers_of
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.signing import ON, Signed
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.sayings import UnfitSaidError
from penstock.app.links import DeadLinkError, PersonalLink
from penstock.casework.signature.identity import Identified
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.kernel.terms import key_of

DOCUMENT = "Proposal document"
_MOST_KEY = 64


def sign(
    cases: Cases,
    link: PersonalLink,
    form: Mapping[str, str],
    *,
    address: str,
    language: Language = ENGLISH,
) -> None:
    """Take a customer's signature under the newest proposal.

    Args:
        cases: Where the case is.
        link: By which they came.
        form: `version`, `pdf_sha256`, `offer_id`, `agree`, `consent_sha256`, `typed_name` or
            `strokes`, and the `key` that makes a form count once.
        address: The network address of the session.
        language: In which they are told.

    Raises:
        CustomerRefusedError: It cannot be signed so.
    """
    signed = Signed.in_form(form, language)
    said = {
        **signed.said,
        "identified": Identified.LINK.value,
        "detail": f"{link.id}, made for {link.person} by {link.made_by}",
        "address": address,
    }
    try:
        _do(cases, link, "approve", said, form, language)
    except CustomerRefusedError as refused:
        papers = papers_of(cases, cases.case(link.case_id))
        # The same in words of every day, where it is one of what people do.
        plain = signed.against(papers, language, now=cases.now())
        raise CustomerRefusedError(plain or str(refused)) from refused


def cancel(
    cases: Cases, link: PersonalLink, form: Mapping[str, str], language: Language = ENGLISH
) -> None:
    """Take in that a customer cancels.

    Raises:
        CustomerRefusedError: They did not confirm it, or it cannot be.
    """
    if form.get("confirm") != ON:
        raise CustomerRefusedError(language.say("Tick the box if you want to cancel."))
    if papers_of(cases, cases.case(link.case_id)).cancellation is not None:
        raise CustomerRefusedError(language.say("You have cancelled already."))
    _do(cases, link, "cancel", {"reason": form.get("reason", "").strip()[:2000]}, form, language)


def proposal_pdf(cases: Cases, case_id: str) -> bytes:
    """Return the document of the newest proposal.

    Raises:
        DeadLinkError: There is none, or it is not the one that the proposal names.
    """
    case = cases.case(case_id)
    name = next((each for each in case.items if key_of(each) == key_of(DOCUMENT)), "")
    proposal = papers_of(cases, case).proposal
    content = cases.content(case_id, name) if name and proposal else b""
    if proposal is None or sha256(content).hexdigest() != proposal.pdf_sha256:
        raise DeadLinkError("There is no document of this proposal yet. Ask your sales consultant.")
    return content


def by_link(link: PersonalLink, act: str, form: Mapping[str, str]) -> By:
    """Return who acts that came by a link; a form counts once."""
    return By(actor=f"{link.id} {link.person}", key=f"{link.id}/{act}/{_key(form)}")


def _do(
    cases: Cases,
    link: PersonalLink,
    act: str,
    said: Mapping[str, Any],
    form: Mapping[str, str],
    language: Language,
) -> None:
    content = json.dumps(said, ensure_ascii=False).encode()
    try:
        cases.do(link.case_id, act, by_link(link, act, form), said=content)
    except (ActRefusedError, RefusedError, UnfitItemError, UnfitSaidError) as error:
        raise CustomerRefusedError(str(error)) from error
    except ConflictError as error:
        sentence = language.say(
            "Something has changed since you loaded this page. Look at it again."
        )
        raise CustomerRefusedError(sentence) from error


def _key(form: Mapping[str, str]) -> str:
    return form.get("key", "")[:_MOST_KEY]
