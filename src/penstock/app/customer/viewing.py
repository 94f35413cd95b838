"""From a case to what its customer sees of it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases, Shown
from penstock.app.customer.deal import cancelled, contract_seen, proposal_seen, signing
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
    words, zone = words_for(cases, case, language), ZoneInfo(papers.zone)
    following = coming(case, shown.model, words, deadline(shown, papers, language, now))
    return CustomerView(
        case_id=case.case_id,
        customer=case.customer or (papers.proposal.customer if papers.proposal else ""),
        headline=_headline(shown, words),
        steps=tuple(steps(shown, words, visits(shown.log, cases.store.model), zone)),
        coming=following,
        yours=tuple(_yours(papers, language, [each.what for each in following if each.is_yours])),
        waiting=tuple(_waiting(case, language)),
        promised=tuple(_promised(papers, language)),
        proposal=proposal_seen(papers, language, now),
        signing=signing(papers, case, language, now),
        contract=contract_seen(papers, language, now),
        cancelled=cancelled(papers, language),
        as_of=now.astimezone(zone),
        version=case.version,
        zone=papers.zone,
    )


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


def _yours(papers: Papers, language: Language, asked: list[str]) -> Iterator[str]:
    contract = papers.contract
    if contract and contract.is_void and not papers.cancellation:
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
