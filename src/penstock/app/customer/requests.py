"""What customers ask, wish or complain about: a task of a role until it is answered, by a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from penstock.app.cases.usecases import Cases
from penstock.app.customer.words import CustomerWords, Desk
from penstock.app.links import PersonalLink
from penstock.governance.conduct.records import Records, named
from penstock.governance.service_levels.business_time import add_business_days, closing, local_day
from penstock.governance.service_levels.calendars import Calendar

LONGEST = 4000
# Where a stream names nobody, whoever works the case sees it and any of them answers.
NOBODY = Desk(role="", business_days=2)


class Topic(StrEnum):
    """What a request is about."""

    QUESTION = "question"
    COMPLAINT = "complaint"
    APPOINTMENT = "appointment"
    """They want an appointment to be moved."""
    CONFIRMED = "confirmed"
    """They have said that an appointment suits them; nobody has to answer."""
    LINK = "link"
    """They have no link yet, or theirs is over, and they want one."""


class RepliedError(Exception):
    """A request was answered before."""

    def __init__(self, request: "CustomerRequest") -> None:
        super().__init__(
            f"{request.id} was answered by {request.replied_by} meanwhile. Look at it, and write "
            "to the customer if anything is missing."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Who asks, about which case, and by which link; none before there is any."""

    case_id: str
    person: str
    link: str = ""

    @classmethod
    def by(cls, link: PersonalLink) -> Self:
        """Return who came by a link."""
        return cls(case_id=link.case_id, person=link.person, link=link.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRequest:
    """Something that a customer asked; a record, whose latest version counts.

    Args:
        case_id: The case.
        due: By when it is to be answered.
        key: What lets the same form, sent twice, count once.
        link: The link by which the customer came; empty where they had none yet.
        made_at: When.
        number: Which of all requests, from 1.
        person: Who asked.
        role: The role that answers.
        subject: What it is about, such as the beginning of an appointment.
        text: What they wrote.
        topic: What kind of request it is.
        version: From 1; the answer makes the second.
        replied_by: Who answered; empty while nobody has.
        replied_at: When.
        reply: What the customer is told.
    """

    case_id: str
    due: datetime
    key: str
    link: str
    made_at: datetime
    number: int
    person: str
    role: str
    subject: str
    text: str
    topic: Topic
    version: int = 1
    replied_by: str = ""
    replied_at: datetime | None = None
    reply: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return f"ASK-{self.number}"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to answer it still."""
        return not self.replied_by and self.topic is not Topic.CONFIRMED


@dataclass(frozen=True, kw_only=True)
class CustomerRequests:
    """The requests of customers of one store.

    Args:
        records: Where they are kept.
        calendar: Returns the business calendar, if there is one.
        now: Returns the moment it is.
        write: Keeps what a function makes, which is asked again where somebody was faster.
    """

    records: Records
    calendar: Callable[[], Calendar | None]
    now: Callable[[], datetime]
    write: Callable[..., object]

    def ask(
        self,
        came: Came,
        topic: Topic,
        desk: Desk,
        *,
        key: str,
        text: str = "",
        subject: str = "",
    ) -> CustomerRequest:
        """Keep what a customer asks; the same form, sent twice, is the same request."""
        asked = CustomerRequest(
            case_id=came.case_id,
            due=self._due(desk.business_days),
            key=f"{came.link}/{topic}/{key}",
            link=came.link,
            made_at=self.now(),
            number=0,
            person=came.person,
            role=desk.role,
            subject=subject,
            text=text[:LONGEST],
            topic=topic,
        )

        def made() -> tuple[CustomerRequest, ...]:
            if self._kept(asked) is not asked:
                return ()
            return (replace(asked, number=self.records.next_number(CustomerRequest)),)

        self.write(made, by=came.person)
        return self._kept(asked)

    def reply(self, name: str, case_id: str, *, by: str, reply: str) -> CustomerRequest:
        """Keep the answer to a request of a case.

        Raises:
            NoSuchRecordError: There is none of this name.
            RepliedError: It was answered before.
        """

        def made() -> tuple[CustomerRequest, ...]:
            found = named(name, self.of_case(case_id), kind=f"request of {case_id}")
            if not found.is_open:
                raise RepliedError(found)
            return (
                replace(
                    found,
                    version=found.version + 1,
                    replied_by=by,
                    replied_at=self.now(),
                    reply=reply[:LONGEST],
                ),
            )

        self.write(made, by=by)
        return named(name, self.of_case(case_id), kind=f"request of {case_id}")

    def of_case(self, case_id: str) -> tuple[CustomerRequest, ...]:
        """Return the requests of a case, the oldest first."""
        return self.records.of_case(CustomerRequest, case_id)

    def waiting(self) -> tuple[CustomerRequest, ...]:
        """Return the requests of all cases that nobody has answered, the first due first."""
        found = (each for each in self.records.latest(CustomerRequest) if each.is_open)
        return tuple(sorted(found, key=lambda each: (each.due, each.number)))

    def _kept(self, asked: CustomerRequest) -> CustomerRequest:
        """Return the request of the same form that is kept; itself where there is none."""
        kept = self.of_case(asked.case_id)
        return next((each for each in kept if each.key == asked.key), asked)

    def _due(self, business_days: int) -> datetime:
        calendar, now = self.calendar(), self.now()
        if calendar is None:
            return now + timedelta(days=business_days)
        day = add_business_days(calendar, local_day(calendar, now), business_days)
        return closing(calendar, day)


def requests_in(cases: Cases) -> CustomerRequests:
    """Return the requests of the customers of some cases."""
    book = cases.book
    return CustomerRequests(
        records=book.records, calendar=book.calendar, now=book.now, write=book.write
    )


def desk_for(topic: Topic, words: CustomerWords) -> Desk:
    """Return who answers requests about something."""
    desks: Mapping[str, Desk] = words.desks
    return desks.get(topic) or desks.get(Topic.QUESTION) or NOBODY
