"""A home that runs, as its customer sees it: devices, consents, energy, and tickets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases
from penstock.app.customer.allowing import AskedConsent, consents_seen
from penstock.app.customer.home.company import company_language
from penstock.app.customer.home.devices import DeviceSeen, devices_seen
from penstock.app.customer.home.papers import LivingPapers, living_papers
from penstock.app.customer.home.telling import device_name
from penstock.app.customer.language import Language, Line, Words, as_it_is
from penstock.app.customer.own_data import OwnData
from penstock.app.customer.papers import USUAL_ZONE
from penstock.app.customer.words import CustomerWords
from penstock.app.devices.allowing import home_object
from penstock.app.devices.homes import Homes, NoSuchHomeError
from penstock.app.devices.keeping import NoDevicesError, devices_of
from penstock.app.devices.views import HomeView
from penstock.casework.ticket.tickets import Source, Ticket
from penstock.delivery.case import Case
from penstock.governance.boundary.asking import Action
from penstock.streams.ncv_01_smart_home.items.tickets import EnergyInsights
from penstock.streams.ncv_01_smart_home.naming import home_of

FUNCTION, ANALYTICS, MARKETING = "function", "analytics", "marketing"
_ASKED_HERE = (FUNCTION, ANALYTICS, MARKETING)
_PURPOSE = "disclosure"
_SUPPORTED = "NCV-01.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSeen:
    """Something that is wrong or was, as its customer sees it.

    Args:
        name: What it is called.
        about: What it is about.
        what: What is wrong, in plain words.
        words: What the customer wrote; empty where a device told us.
        since: Since when.
        state: How it stands, in a sentence.
        found: What it was, in the words of who mended it; empty while it is open.
        is_open: Whether it is not mended yet.
        is_late: Whether that takes longer than we said.
    """

    name: str
    about: Words
    what: str
    words: str
    since: datetime
    state: str
    found: Words
    is_open: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingHome:
    """A home that runs.

    Args:
        headline: How it stands as a whole.
        is_there: Whether anything is installed.
        takes_reports: Whether support takes what the customer reports, and the case goes on.
        is_listened_to: Whether the customer allows us to hear what devices say.
        unheard: Why nothing is heard of any home now; empty while it is.
        devices: Its devices.
        consents: The three that are asked for, each apart.
        insights: What the home used, in sentences; empty where no consent covers it.
        insights_at: When that was told.
        is_told: Whether the customer allows us to work that out.
        tickets: What is wrong or was, the newest first.
    """

    headline: str
    is_there: bool
    takes_reports: bool
    is_listened_to: bool
    unheard: str
    devices: tuple[DeviceSeen, ...]
    consents: tuple[AskedConsent, ...]
    insights: tuple[Line, ...]
    insights_at: datetime | None
    is_told: bool
    tickets: tuple[TicketSeen, ...]


def living_home(cases: Cases, case: Case, own: OwnData | None, words: CustomerWords) -> LivingHome:
    """Return a home as its customer sees it, after it is on record that they looked.

    Args:
        cases: Where the case is.
        case: Which.
        own: What is held about the customer; None where nobody knows whose the case is.
        words: In which they are told.
    """
    papers, now = living_papers(cases, case), cases.now()
    words = replace(words, language=company_language(cases, words.language))
    consents = _consents(own, words)
    given = {each.words.key for each in consents if each.given}
    view = _view(cases, case, own) if papers.installed else None
    devices = devices_seen(view, words.language, may_tell=FUNCTION in given) if view else ()
    told = papers.insights if ANALYTICS in given else None
    return LivingHome(
        headline=_headline(papers, devices, words),
        is_there=papers.installed is not None,
        takes_reports=case.stage_id >= _SUPPORTED and not case.ended,
        is_listened_to=FUNCTION in given,
        unheard=_unheard(cases, words) if FUNCTION in given else "",
        devices=devices,
        consents=consents,
        insights=tuple(_told(told, words.language)) if told else (),
        insights_at=told.made_at if told else None,
        is_told=ANALYTICS in given,
        tickets=tuple(_tickets(papers, devices, words, now)),
    )


def _consents(own: OwnData | None, words: CustomerWords) -> tuple[AskedConsent, ...]:
    if own is None:
        return ()
    asked = consents_seen(own, words).asked
    return tuple(each for each in asked if each.words.key in _ASKED_HERE)


def _view(cases: Cases, case: Case, own: OwnData | None) -> HomeView | None:
    """Return the home, where it is the customer's own; the question is on record."""
    try:
        homes = Homes(devices=devices_of(cases.store), now=cases.now)
        view = homes.home(home_of(case.case_id))
    except (NoDevicesError, NoSuchHomeError):
        return None
    if own is None:
        return None
    asker = replace(own.consenting.keeping.asker, purpose=_PURPOSE)
    is_theirs = own.guard.allows(asker, Action.INSPECT, home_object(view.home))
    return view if is_theirs else None


def _unheard(cases: Cases, words: CustomerWords) -> str:
    status = Homes(devices=devices_of(cases.store), now=cases.now).status()
    if status is None or status.link == "connected":
        return ""
    return words.language.say(
        "We hear nothing of any home just now. Your devices work by themselves; what stands here "
        "is what we heard last."
    )


def _told(insights: EnergyInsights, language: Language) -> Iterator[Line]:
    """Yield insights in a language; those of before were kept in English alone."""
    if not insights.sayings:
        yield from ((language.known(each),) for each in insights.sentences)
    for each in insights.sayings:
        yield language.tell(each, lambda value: as_it_is(device_name(value, language).text))


def _headline(papers: LivingPapers, devices: tuple[DeviceSeen, ...], words: CustomerWords) -> str:
    say = words.language.say
    if papers.installed is None:
        return say("Your devices are not installed yet")
    silent = sum(not each.is_well for each in devices)
    if papers.platform is None:
        return say("Your devices are installed, and not switched on yet")
    if not devices:
        return say("Your devices are installed, and cannot be shown now")
    if silent:
        return say(
            "Devices that need a look: {silent} of {count}", silent=silent, count=len(devices)
        )
    return say("All of your {count} devices answer", count=len(devices))


def _tickets(
    papers: LivingPapers, devices: tuple[DeviceSeen, ...], words: CustomerWords, now: datetime
) -> Iterator[TicketSeen]:
    named = {each.name: each.called for each in devices}
    for each in reversed(papers.tickets.tickets if papers.tickets else ()):
        yield TicketSeen(
            name=each.id,
            about=named.get(each.subject, Words(words.language.say("your home"))),
            what=_what(each, words),
            words="\n".join(each.all_words),
            since=each.opened_at,
            state=_state(each, words),
            found=words.language.known(each.found),
            is_open=each.is_open,
            is_late=each.is_open and each.is_late(now),
        )


def _what(ticket: Ticket, words: CustomerWords) -> str:
    say = words.language.say
    known = {
        "offline": say("it fell silent"),
        "low battery": say("its battery runs down"),
        "drift": say("it measures wrongly"),
        "comfort": say("it was too warm or too cold"),
        "two devices, one identity": say("two devices speak in its name"),
        "firmware": say("new software is out for it"),
    }
    told = say("you told us") if ticket.source is Source.CUSTOMER else say("something else")
    return known.get(ticket.cause, told)


def _state(ticket: Ticket, words: CustomerWords) -> str:
    say, day = words.language.say, words.language.day
    if ticket.closed_at:
        return say("Mended on {day}.", day=day(ticket.closed_at))
    by = day(ticket.due)
    if ticket.visit:
        zone = ZoneInfo(USUAL_ZONE)
        visit = words.language.moment(ticket.visit.start.astimezone(zone))
        return say("Our technician comes for it: {visit}.", visit=visit)
    if ticket.attempts:
        return say(
            "We are at it, and tried to mend it from afar. It is to be mended by {by}.", by=by
        )
    return say("We know of it. It is to be mended by {by}.", by=by)
