"""`/admin/person?name=…`: somebody with roles, account, sessions and tokens, and what ends them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from penstock.app.administering import Administering, Person
from penstock.governance.identity.accounts import AccountError
from penstock.web.live.answers import to
from penstock.web.live.pages import Page
from penstock.web.live.showing.administering.people import STATES, address, administering_of
from penstock.web.live.showing.administering.refusing import RefusedChangeError, refusals
from penstock.web.live.showing.governing.sections import SECTION
from penstock.web.live.troubles import NoSuchPageError, UnfitQueryError
from penstock.web.live.typed import Typed
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_DONE: Mapping[str, str] = {
    "appoint": "The role is given.",
    "move": "Moved. A transfer to the other side is to be posted within the period of the rules.",
    "end": "The role is ended.",
    "close": "The account is closed, and nothing of theirs is open.",
    "end-access": "Ended.",
}


def pages() -> tuple[Page, ...]:
    """Return the page of somebody, with forms for what the boundary lets those do who ask."""
    return (
        Page(
            path="/admin/person",
            name="person",
            show=show,
            take=take,
            section=SECTION,
        ),
    )


def show(visit: Visit) -> Response:
    """Return what is known of somebody.

    Raises:
        DeniedActError: Whoever asks does not enter people.
    """
    return _page(visit, said=_DONE.get(visit.asked.get("done", ""), ""))


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Do what a form asks of somebody; an invitation is told this once."""
    name, deed = visit.asked.get("name", ""), _Deed(visit, Typed(form))
    _person(visit)
    try:
        with refusals():
            invited = deed.be_done()
    except RefusedChangeError as error:
        return _page(visit, wrong=str(error))
    if invited:
        return _page(visit, invited=invited)
    return to(f"{address(name)}&done={deed.what}")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a form asks of somebody."""

    visit: Visit
    typed: Typed

    @property
    def what(self) -> str:
        return self.typed.said("do")

    def be_done(self) -> str:
        """Do it, and return the address of an invitation where it made one."""
        deeds: Mapping[str, Callable[[], object]] = {
            "appoint": self._appoint,
            "move": self._move,
            "end": self._end,
            "close": self._close,
            "end-access": self._end_access,
        }
        if self.what in ("invite", "reset"):
            return self._invited()
        if self.what not in deeds:
            raise UnfitQueryError(f"There is no command “{self.what}”.")
        deeds[self.what]()
        return ""

    def _appoint(self) -> None:
        roster, role = self.visit.cases.roster, self.typed.needed("role", "The role")
        roster.appoint(self._name, role, by=self._by, reason=self._reason)

    def _move(self) -> None:
        roster, role = self.visit.cases.roster, self.typed.needed("role", "The role")
        roster.move(self._name, role, by=self._by, reason=self._reason)

    def _end(self) -> None:
        role = self.typed.needed("role", "The role")
        ended = "" if role == "all" else role
        self.visit.cases.roster.end(self._name, ended, by=self._by, reason=self._reason)

    def _invited(self) -> str:
        ways = self.visit.signing_in
        # Whoever may invite could become anybody: only somebody who has just signed in does.
        ways.doorkeeper.fresh(self.visit.session)
        accounts = ways.accounts(self._by)
        made = accounts.invite if self.what == "invite" else accounts.reset
        return self.visit.place.origin + made(self._name, by=self._by).path

    def _close(self) -> None:
        accounts = self.visit.signing_in.accounts(self._by)
        accounts.end(self._name, by=self._by, reason=self._reason)

    def _end_access(self) -> None:
        people, of = administering_of(self.visit), self.typed.needed("access", "What to end")
        end = people.end_token if of.startswith("TOKEN-") else people.end_session
        end(of, of=self._name, reason=self._reason)

    @property
    def _name(self) -> str:
        return self.visit.asked.get("name", "")

    @property
    def _by(self) -> str:
        return self.visit.who.person

    @property
    def _reason(self) -> str:
        return self.typed.needed("reason", "Why")


def _person(visit: Visit) -> tuple[Administering, Person]:
    people = administering_of(visit)
    try:
        return people, people.somebody(visit.asked.get("name", ""))
    except AccountError as error:
        raise NoSuchPageError(str(error)) from error


def _page(visit: Visit, *, wrong: str = "", said: str = "", invited: str = "") -> Response:
    people, person = _person(visit)
    head = Head(
        title=person.name,
        kind="Person",
        meaning=", ".join(person.roles) or "Has no role now.",
        section=SECTION,
        crumbs=(Crumb("People", "/admin"),),
    )
    return visit.html(
        "live/administering/person.html",
        head,
        status=422 if wrong else 200,
        person=person,
        is_own=person.name == visit.who.person,
        states=STATES,
        roles=sorted(people.roster.roles()),
        wrong=wrong,
        said=said,
        invited=invited,
    )
