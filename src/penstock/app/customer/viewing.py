"""From a case to what its customer sees of it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases, Shown
from penstock.app.customer.deal import Deal, solar_deal
from penstock.app.customer.home.company import company_language
from penstock.app.customer.home.deal import home_deal
from penstock.app.customer.home.papers import home_papers
from penstock.app.customer.language import ENGLISH, Language
from penstock.app.customer.next_steps import coming, deadline
from penstock.app.customer.papers import Papers, papers_of
from penstock.app.customer.timeline import steps
from penstock.app.customer.view import CustomerView
from penstock.app.customer.words import CustomerWords, words_in
from penstock.delivery.case import Case, Status
from penstock.delivery.visits import visits


def customer_view(cases: Cases, case_id: str, language: Language = ENGLISH) -> CustomerView:
    """Return what a customer sees of their case.

    Args:
        cases: Where the case is.
        case_id: Which.
        language: In which they are told.

    Raises:
        NoSuchCaseError: There is no such case.
        ClosedError: Whoever asks may not see it.
    """
    shown, now = cases.show(case_id), cases.now()
    case, papers = shown.case, papers_of(cases, shown.case)
    deal = deal_of(cases, case, papers, language)
    words, zone = words_for(cases, case, language), ZoneInfo(deal.zone)
    by = deadline(shown, papers, deal, language, now)
    following = () if deal.cancelled else coming(case, shown.model, words, by)
    return CustomerView(
        case_id=case.case_id,
        customer=case.customer or deal.customer,
        headline=_headline(shown, words),
        steps=tuple(steps(shown, words, visits(shown.log, cases.store.model), zone)),
        coming=following,
        yours=tuple(_yours(deal, language, [each.what for each in following if each.is_yours])),
        waiting=tuple(_waiting(case, language)),
        promised=tuple(_promised(papers, language)),
        proposal=deal.proposal,
        signing=deal.signing,
        contract=deal.contract,
        cancelled=deal.cancelled,
        as_of=now.astimezone(zone),
        version=case.version,
        zone=deal.zone,
    )


def deal_of(cases: Cases, case: Case, papers: Papers, language: Language) -> Deal:
    """Return what is offered, signed and agreed in a case.

    Args:
        cases: Where the case is.
        case: Which.
        papers: What a solar project's case has; nothing is in them where it is none.
        language: In which it is told.
    """
    home, now = home_papers(cases, case), cases.now()
    if home:
        return home_deal(home, case, company_language(cases, language), now)
    return solar_deal(papers, case, language, now)


def words_for(cases: Cases, case: Case, language: Language = ENGLISH) -> CustomerWords:
    """Return what the customer of a case is told, by the package of its stream."""
    package = cases.streams.packages.usable.get(case.stream_id)
    return words_in(package.name if package else "", language.code)


def _headline(shown: Shown, words: CustomerWords) -> str:
    case, model, say = shown.case, shown.model, words.language.say
    if case.status is Status.CANCELLED:
        return say("Your project was cancelled.")
    if case.status is Status.CLOSED:
        return say("Your project is done.")
    stage = model.stage(case.stage_id)
    named = words.stage(stage.id, stage.name).name
    number, count = model.position(stage.id) + 1, len(model.stages)
    return say("Step {number} of {count}: {name}.", number=number, count=count, name=named)


def _yours(deal: Deal, language: Language, asked: list[str]) -> Iterator[str]:
    contract = deal.contract
    if contract and contract.is_void and not deal.cancelled:
        yield language.say(
            "Your contract counts no more: {because} Look at the newest proposal and sign anew.",
            because=contract.void_because,
        )
    yield from asked


def _waiting(case: Case, language: Language) -> Iterator[str]:
    if case.status is Status.HELD:
        yield language.say("Your project is on hold: {because}", because=case.reason)
    if case.awaited:
        yield language.say(
            "The utility is looking at an application for your project; we wait for its answer."
        )


def _promised(papers: Papers, language: Language) -> Iterator[str]:
    is_void = papers.contract is not None and papers.contract.is_void
    if (order := papers.order) and not is_void:
        say, day = language.say, language.day
        yield say("Built by {day}.", day=day(order.installation_by))
        yield say("Running with permission by {day}.", day=day(order.operation_by))
