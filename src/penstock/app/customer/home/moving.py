"""The visit of a technician, moved by the customer to the soonest of some days."""

from collections.abc import Mapping
from datetime import date, timedelta

from penstock.app.cases.usecases import Cases
from penstock.app.customer.acting import do_act
from penstock.app.customer.home.papers import HomePapers, home_papers
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.requests import Came, Topic, desk_for, requests_in
from penstock.app.customer.words import CustomerWords
from penstock.app.links import PersonalLink
from penstock.governance.service_levels.business_time import add_business_days, local_day

DAYS = 10
_FIELD = "day-"


def days_to_choose(cases: Cases, papers: HomePapers | None) -> tuple[date, ...]:
    """Return the days from which a customer may choose another; none where it is too late."""
    if papers is None or not _may_move(cases, papers):
        return ()
    calendar, now = cases.book.calendar(), cases.now()
    if calendar is None:
        today = now.date()
        return tuple(today + timedelta(days=ahead) for ahead in range(2, DAYS + 2))
    today = local_day(calendar, now)
    # The day after tomorrow is the first for which a van can still be packed.
    return tuple(add_business_days(calendar, today, ahead) for ahead in range(2, DAYS + 2))


def move(
    cases: Cases,
    link: PersonalLink,
    form: Mapping[str, str],
    words: CustomerWords,
) -> None:
    """Move a customer's appointment to the soonest of the days that they chose, or leave it.

    Raises:
        CustomerRefusedError: They chose none, nobody has time, or it is too late.
    """
    say, papers = words.language.say, home_papers(cases, cases.case(link.case_id))
    listed = {str(day) for day in days_to_choose(cases, papers)}
    chosen = sorted(listed & {name.removeprefix(_FIELD) for name in form if form[name]})
    if not listed:
        raise CustomerRefusedError(
            say("It is too late to move this day here. Ask for another day below, or call us.")
        )
    if not chosen:
        raise CustomerRefusedError(say("Choose at least one day from the list."))
    try:
        do_act(cases, link, "move-visit", {"days": chosen}, form, words.language)
    except CustomerRefusedError as refused:
        sentence = say(
            "On the days that you chose nobody of us has time. The day that stands, stands. Choose "
            "others, or ask for another day below."
        )
        raise CustomerRefusedError(sentence) from refused
    _confirm(cases, link, form, words)


def _may_move(cases: Cases, papers: HomePapers) -> bool:
    made = papers.visit.appointment if papers.visit else None
    if made is None or made.start <= cases.now() or papers.cancellation:
        return False
    going = papers.scheduled
    return going is None or (going.technician, going.begin) != (made.crew, made.start)


def _confirm(
    cases: Cases, link: PersonalLink, form: Mapping[str, str], words: CustomerWords
) -> None:
    """Write down that the new day suits whoever chose it."""
    papers = home_papers(cases, cases.case(link.case_id))
    made = papers.visit.appointment if papers and papers.visit else None
    if made:
        requests_in(cases).ask(
            Came.by(link),
            Topic.CONFIRMED,
            desk_for(Topic.CONFIRMED, words),
            key=form.get("key", "")[:64],
            subject=made.start.isoformat(),
        )
