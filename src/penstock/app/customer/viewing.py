"""From a case to what its customer sees of it."""

from collections.abc import Iterator

from penstock.app.cases.usecases import Cases, Shown
from penstock.app.customer.deal import cancelled, contract_seen, proposal_seen, signing
from penstock.app.customer.next_steps import coming, deadline
from penstock.app.customer.papers import Papers, papers_of
from penstock.app.customer.view import CustomerView, Step
from penstock.app.customer.words import YOU, CustomerWords, day_words, words_in
from penstock.delivery.case import Case, Status
from penstock.delivery.visits import Visit, visits


def customer_view(cases: Cases, case_id: str) -> CustomerView:
    """Return what a customer sees of their case.

    Raises:
        NoSuchCaseError: There is no such case.
        ClosedError: Whoever asks may not see it.
    """
    shown, now = cases.show(case_id), cases.now()
    case, papers = shown.case, papers_of(cases, shown.case)
    package = cases.streams.packages.usable.get(case.stream_id)
    words = words_in(package.name if package else "")
    to_sign = signing(papers, case, now)
    following = coming(case, shown.model, words, deadline(shown, papers, now))
    return CustomerView(
        case_id=case.case_id,
        customer=case.customer or (papers.proposal.customer if papers.proposal else ""),
        headline=_headline(shown, words),
        steps=tuple(_steps(shown, words, visits(shown.log, cases.store.model))),
        coming=following,
        yours=tuple(_yours(papers, [each.what for each in following if each.who == YOU])),
        waiting=tuple(_waiting(case)),
        promised=tuple(_promised(papers)),
        proposal=proposal_seen(papers, now),
        signing=to_sign,
        contract=contract_seen(papers, now),
        cancelled=cancelled(papers),
        as_of=now,
        version=case.version,
    )


def _headline(shown: Shown, words: CustomerWords) -> str:
    case, model = shown.case, shown.model
    if case.status is Status.CANCELLED:
        return "Your project was cancelled."
    if case.status is Status.CLOSED:
        return "Your project is done."
    stage = model.stage(case.stage_id)
    number, of = model.position(stage.id) + 1, len(model.stages)
    named = words.stage(stage.id, stage.name).name
    return f"Step {number} of {of}: {named}."


def _steps(shown: Shown, words: CustomerWords, made: tuple[Visit, ...]) -> Iterator[Step]:
    case, model = shown.case, shown.model
    here = model.position(case.stage_id)
    for position, stage in enumerate(model.stages):
        own = [each for each in made if each.stage_id == stage.id]
        told = words.stage(stage.id, stage.name)
        is_past = position < here or case.status is Status.CLOSED
        state = "done" if is_past else "now" if position == here else "ahead"
        yield Step(
            name=told.name,
            doing=told.doing,
            state=state,
            since=own[-1].entered if own and position <= here else None,
            until=own[-1].exited if own and is_past else None,
            times=len(own),
        )


def _yours(papers: Papers, asked: list[str]) -> Iterator[str]:
    contract = papers.contract
    if contract and contract.is_void and not papers.cancellation:
        yield (
            f"Your contract counts no more: {contract.void_because} "
            "Look at the newest proposal and sign anew."
        )
    yield from asked


def _waiting(case: Case) -> Iterator[str]:
    if case.status is Status.HELD:
        yield f"Your project is on hold: {case.reason}"
    if case.awaited:
        yield "The utility is looking at an application for your project; we wait for its answer."


def _promised(papers: Papers) -> Iterator[str]:
    is_void = papers.contract is not None and papers.contract.is_void
    if papers.order and not is_void:
        yield f"Built by {day_words(papers.order.installation_by)}."
        yield f"Running with permission by {day_words(papers.order.operation_by)}."
