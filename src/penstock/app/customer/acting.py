"""What a customer does on the page of their project: sign, cancel, and read the proposal."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.usecases import Cases
from penstock.app.customer.papers import papers_of
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.sayings import UnfitSaidError
from penstock.app.links import DeadLinkError, PersonalLink
from penstock.casework.signature.identity import Identified
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.kernel.terms import key_of

DOCUMENT = "Proposal document"
_ON = "on"
_MOST_KEY = 64


class CustomerRefusedError(Exception):
    """What a customer wants cannot be done; the sentence is for them."""


def sign(cases: Cases, link: PersonalLink, form: Mapping[str, str], *, address: str) -> None:
    """Take a customer's signature under the newest proposal.

    Args:
        cases: Where the case is.
        link: By which they came.
        form: `version`, `pdf_sha256`, `offer_id`, `agree`, `consent_sha256`, `typed_name` or
            `strokes`, and the `key` that makes a form count once.
        address: The network address of the session.

    Raises:
        CustomerRefusedError: It cannot be signed so.
    """
    drawn = _strokes(form.get("strokes", ""))
    said = {
        "proposal_version": _number(form.get("version", "")),
        "pdf_sha256": form.get("pdf_sha256", ""),
        "offer_id": form.get("offer_id", ""),
        "agrees_to_electronic": form.get("agree") == _ON,
        "consent_sha256": form.get("consent_sha256", ""),
        "typed_name": "" if drawn else form.get("typed_name", "").strip(),
        "strokes": drawn,
        "identified": Identified.LINK.value,
        "detail": f"{link.id}, made for {link.person} by {link.made_by}",
        "address": address,
    }
    if not said["offer_id"]:
        raise CustomerRefusedError("Choose how you would like to pay.")
    _do(cases, link, "approve", said, form)


def cancel(cases: Cases, link: PersonalLink, form: Mapping[str, str]) -> None:
    """Take in that a customer cancels.

    Raises:
        CustomerRefusedError: They did not confirm it, or it cannot be.
    """
    if form.get("confirm") != _ON:
        raise CustomerRefusedError("Tick the box if you want to cancel.")
    if papers_of(cases, cases.case(link.case_id)).cancellation is not None:
        raise CustomerRefusedError("You have cancelled already.")
    _do(cases, link, "cancel", {"reason": form.get("reason", "").strip()[:2000]}, form)


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


def _do(
    cases: Cases, link: PersonalLink, act: str, said: Mapping[str, Any], form: Mapping[str, str]
) -> None:
    key = form.get("key", "")[:_MOST_KEY]
    by = By(actor=f"{link.id} {link.person}", key=f"{link.id}/{act}/{key}")
    try:
        cases.do(link.case_id, act, by, said=json.dumps(said, ensure_ascii=False).encode())
    except (ActRefusedError, RefusedError, UnfitItemError, UnfitSaidError) as error:
        raise CustomerRefusedError(str(error)) from error
    except ConflictError as error:
        sentence = "Something has changed since you loaded this page. Look at it again."
        raise CustomerRefusedError(sentence) from error


def _strokes(text: str) -> list[dict[str, Any]]:
    """Return drawn strokes, as the act is told them.

    Raises:
        CustomerRefusedError: The drawing cannot be read.
    """
    if not text.strip():
        return []
    try:
        strokes = [
            {"points": [{"x": int(x), "y": int(y)} for x, y in stroke]}
            for stroke in json.loads(text)
        ]
    except (ValueError, TypeError, RecursionError) as error:
        raise CustomerRefusedError("The drawing cannot be read. Draw it again.") from error
    return strokes


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
