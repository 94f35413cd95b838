"""Ways of paying in words: what each costs, and what its lender says."""

from penstock.app.customer.language import Language
from penstock.app.customer.view import WayToPay
from penstock.casework.financing.choices import FinancingChoice, Kind, Outcome
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_03_solar_storage.items import FinancingDecision


def way_to_pay(
    choice: FinancingChoice, decision: FinancingDecision | None, language: Language
) -> WayToPay:
    """Return a way of paying that the customer may choose."""
    found = decision.on(choice.offer_id) if decision else None
    state = ""
    if choice.kind is not Kind.CASH:
        state = _state(found.outcome if found else None, choice.lender, language)
    return WayToPay(offer_id=choice.offer_id, words=_words(choice, language), state=state)


def _state(outcome: Outcome | None, lender: str, language: Language) -> str:
    say = language.say
    match outcome:
        case None:
            return say("{lender} has not decided yet", lender=lender)
        case Outcome.APPROVED:
            return say("{lender} agrees", lender=lender)
        case Outcome.DECLINED:
            return say("{lender} declined", lender=lender)
        case Outcome.NEEDS_MORE:
            return say("{lender} needs more papers", lender=lender)


def _words(choice: FinancingChoice, language: Language) -> str:
    match choice.kind:
        case Kind.CASH:
            total = dollars_and_cents(choice.total_cents)
            return language.say("Cash: {total} at once", total=total)
        case Kind.LOAN:
            return _loan(choice, language)
        case Kind.LEASE | Kind.POWER_PURCHASE:
            return _rented(choice, language)


def _loan(choice: FinancingChoice, language: Language) -> str:
    told = {
        "lender": choice.lender,
        "monthly": dollars_and_cents(choice.first_monthly_cents),
        "years": choice.years,
        "rate": choice.rate_percent,
        "total": dollars(choice.total_cents),
    }
    if not choice.dealer_fee_cents:
        return language.say(
            "Loan of {lender}: {monthly} a month for {years} years at {rate}% a year; "
            "{total} in all",
            **told,
        )
    return language.say(
        "Loan of {lender}: {monthly} a month for {years} years at {rate}% a year, {apr}% with the "
        "fee of {fee} in it; {total} in all",
        apr=choice.apr_percent,
        fee=dollars_and_cents(choice.dealer_fee_cents),
        **told,
    )


def _rented(choice: FinancingChoice, language: Language) -> str:
    told = {
        "lender": choice.lender,
        "monthly": dollars_and_cents(choice.first_monthly_cents),
        "years": choice.years,
        "rise": choice.escalator_percent,
        "total": dollars(choice.total_cents),
    }
    if choice.kind is Kind.LEASE:
        return language.say(
            "Lease of {lender}: about {monthly} a month for {years} years, rising {rise}% a year; "
            "{total} in all. The system is not yours",
            **told,
        )
    return language.say(
        "{cents} cents a kilowatt-hour of {lender}: about {monthly} a month for {years} years, "
        "rising {rise}% a year; {total} in all. The system is not yours",
        cents=choice.cents_per_kwh,
        **told,
    )
