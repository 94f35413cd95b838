"""What a customer does on the page of their project: sign, cancel, and read their papers."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.usecases import Cases
from penstock.app.customer.deal import on_offer
from penstock.app.customer.home.deal import on_offer as home_offered
from penstock.app.customer.home.papers import HomePapers, home_papers
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

DOCUMENT, QUOTE_DOCUMENT = "Proposal document", "Quote document"
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
    home = home_papers(cases, cases.case(link.case_id))
    signed = Signed.in_form(form, language, picks_way=home is None)
    said = {
        **(signed.agreement if home else signed.approval),
        "identified": Identified.LINK.value,
        "detail": f"{link.id}, made for {link.person} by {link.made_by}",
        "address": address,
    }
    try:
        do_act(cases, link, "agree" if home else "approve", said, form, language)
    except CustomerRefusedError as refused:
        # The same in words of every day, where it is one of what people do.
        plain = _against(cases, link, signed, language)
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
    case = cases.case(link.case_id)
    home = home_papers(cases, case)
    if home is None and papers_of(cases, case).cancellation is not None:
        raise CustomerRefusedError(language.say("You have cancelled already."))
    said = {"reason": form.get("reason", "").strip()[:2000]}
    try:
        do_act(cases, link, "cancel", said, form, language)
    except CustomerRefusedError as refused:
        plain = _against_cancelling(home, cases.now(), language) if home else ""
        raise CustomerRefusedError(plain or str(refused)) from refused


def _against_cancelling(home: HomePapers, now: datetime, language: Language) -> str:
    """Return in plain words why a home is not cancelled; empty where that is for others to say."""
    if home.cancellation is not None:
        return language.say("You have cancelled already.")
    if home.contract and not home.is_free_to_cancel(now):
        return too_late(language.weekday(home.contract.last_day_to_cancel), language)
    return ""


def too_late(last_day: str, language: Language) -> str:
    """Return what a customer is told whose right to cancel without a reason has ended."""
    return language.say(
        "Your right to cancel without a reason ended with {day}. Ask us under “Questions” if you "
        "want to end the contract: we tell you what was spent by now before anything is paid.",
        day=last_day,
    )


def proposal_pdf(cases: Cases, case_id: str) -> bytes:
    """Return the document of the newest proposal.

    Raises:
        DeadLinkError: There is none, or it is not the one that the proposal names.
    """
    case = cases.case(case_id)
    home = home_papers(cases, case)
    document = QUOTE_DOCUMENT if home else DOCUMENT
    name = next((each for each in case.items if key_of(each) == key_of(document)), "")
    proposal = home.quote if home else papers_of(cases, case).proposal
    content = cases.content(case_id, name) if name and proposal else b""
    if proposal is None or sha256(content).hexdigest() != proposal.pdf_sha256:
        raise DeadLinkError("There is no document of this proposal yet. Ask your sales consultant.")
    return content


def by_link(link: PersonalLink, act: str, form: Mapping[str, str]) -> By:
    """Return who acts that came by a link; a form counts once."""
    return By(actor=f"{link.id} {link.person}", key=f"{link.id}/{act}/{_key(form)}")


def do_act(
    cases: Cases,
    link: PersonalLink,
    act: str,
    said: Mapping[str, Any],
    form: Mapping[str, str],
    language: Language,
) -> None:
    """Do an act for a customer, once for each form.

    Raises:
        CustomerRefusedError: It cannot be done, or something has changed meanwhile.
    """
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


def _against(cases: Cases, link: PersonalLink, signed: Signed, language: Language) -> str:
    case, now = cases.case(link.case_id), cases.now()
    if home := home_papers(cases, case):
        offer, cancelled = home_offered(home, now), home.cancellation
        return signed.against(offer, language, is_cancelled=cancelled is not None)
    papers = papers_of(cases, case)
    is_cancelled = papers.cancellation is not None
    return signed.against(on_offer(papers, now), language, is_cancelled=is_cancelled)


def _key(form: Mapping[str, str]) -> str:
    return form.get("key", "")[:_MOST_KEY]
