"""The deposit: what a customer pays by the port of payments, and sees that they have paid."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.app.cases.usecases import Cases
from penstock.app.customer.acting import do_act
from penstock.app.customer.home.papers import HomePapers, home_papers
from penstock.app.customer.language import Language
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.links import PersonalLink
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.contract import Means
from penstock.streams.ncv_01_smart_home.selling.closing import deposit_cents
from penstock.streams.ncv_01_smart_home.selling.saying import DEPOSIT_PERCENT

# The stand-in charges nobody; these are the two tokens that it can be tried with.
_TOKENS = {"accepted": "stand_in_accepted", "declined": "declined_by_stand_in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositSeen:
    """The deposit, as the customer sees it.

    Args:
        price: What is to be paid now, or was paid.
        left: What of the one-time price is left then; empty while nothing was paid.
        is_due: Whether the customer can pay it now.
        is_paid: Whether it is paid, and was not given back.
        means: The ways of paying it, each with what it is called.
    """

    price: str
    left: str
    is_due: bool
    is_paid: bool
    means: tuple[tuple[str, str], ...]


def deposit_seen(papers: HomePapers | None, language: Language) -> DepositSeen | None:
    """Return the deposit; None where there is no contract that stands."""
    contract = papers.contract if papers else None
    if papers is None or contract is None or contract.is_void or papers.cancellation:
        return None
    paid = papers.paid if papers.is_paid else None
    cents = paid.kept_cents if paid else deposit_cents(contract, percent=DEPOSIT_PERCENT)
    say = language.say
    return DepositSeen(
        price=dollars_and_cents(cents),
        left=dollars_and_cents(paid.open_cents) if paid else "",
        is_due=paid is None,
        is_paid=paid is not None,
        means=(
            (Means.CARD.value, say("Card")),
            (Means.MANDATE.value, say("From a bank account")),
            (Means.PLAN.value, say("By installments")),
        ),
    )


def pay(cases: Cases, link: PersonalLink, form: Mapping[str, str], language: Language) -> None:
    """Take a customer's deposit, once.

    Raises:
        CustomerRefusedError: There is nothing to pay, it is paid, or it was declined.
    """
    seen, say = deposit_seen(home_papers(cases, cases.case(link.case_id)), language), language.say
    if seen is None:
        raise CustomerRefusedError(say("There is no contract to pay for now."))
    means, trial = form.get("means", ""), form.get("trial", "")
    if means not in dict(seen.means) or trial not in _TOKENS:
        raise CustomerRefusedError(say("Choose how you would like to pay."))
    try:
        said = {"means": means, "token": _TOKENS[trial]}
        do_act(cases, link, "take-deposit", said, form, language)
    except CustomerRefusedError as refused:
        raise CustomerRefusedError(_against(seen, trial, language) or str(refused)) from refused


def _against(seen: DepositSeen, trial: str, language: Language) -> str:
    """Return in plain words why nothing was paid; empty where that is for others to say."""
    if seen.is_paid:
        return language.say("You have paid the deposit already; nothing was charged.")
    if trial == "declined":
        return language.say("The payment was declined, and nothing was charged. Try another way.")
    return ""
