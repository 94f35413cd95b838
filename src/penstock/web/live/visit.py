"""One look at a page: who asks, for what, and what the page is made with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from penstock.app.allocation.keeping import RUNS
from penstock.app.auditing.key_file import KeyFileError
from penstock.app.cases import Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.devices.keeping import TELEMETRY
from penstock.app.guarding.guard import UnapprovedPoliciesError
from penstock.app.guarding.look import Look
from penstock.app.live.newsroom import Newsroom
from penstock.app.live.notices import NoticeCounts
from penstock.app.measuring.insights import Insights
from penstock.app.remembering import Memory
from penstock.app.versions import Versions
from penstock.governance.audit.ports import AuditError
from penstock.store.errors import StoreError
from penstock.store.past import Pasts
from penstock.web.live.clock import WallClock
from penstock.web.live.pages import Page
from penstock.web.live.telling import told_once
from penstock.web.live.visitors import can_sign_in, session_of, signing_in_to, visitor_of
from penstock.web.moved import FORMERLY, said_of_former
from penstock.web.serving import site_answer
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from penstock.web.site.addresses import HOME
from penstock.web.site.markup import Here
from penstock.web.site.rendering import Head, fragment, offered, render
from penstock.web.site.shell import Shell, Way

if TYPE_CHECKING:
    from penstock.app.signing_in import SigningIn, Visitor
    from penstock.app.signing_in.passkeys import Passkeys
    from penstock.app.signing_in.site import Site


SIGN_IN = "/sign-in"
_Made = TypeVar("_Made")


def _nothing() -> str:
    return ""


"""Where `penstock devices listen` keeps what comes, unless somebody says otherwise."""


@dataclass(frozen=True, kw_only=True)
class House:
    """What all pages of one server share.

    Args:
        shelf: The documents, and the site that is made of them.
        kept: The cases.
        is_demo: Whether visitors may play any of the people.
        banner: Returns what everybody should know who looks at a page; empty for nothing.
        ways: The entries of the menu beyond the site.
        insights: How the cases went; None where nobody measures.
        pasts: How the cases stood on days that were asked for.
        pages: Every page, as it is declared.
        allocations: The folder in which allocation runs are kept.
        telemetry: The folder in which is kept what devices say.
        memory: What was made of very many cases, while it holds.
        newsroom: Hands out what happens in cases to the pages that follow it.
    """

    shelf: Shelf
    kept: KeptOpen
    is_demo: bool = False
    banner: Callable[[], str] = _nothing
    ways: tuple[Way, ...] = ()
    insights: Insights | None = None
    pasts: Pasts = field(default_factory=Pasts)
    pages: tuple[Page, ...] = ()
    newsroom: Newsroom = field(default_factory=Newsroom)
    allocations: Path = RUNS
    telemetry: Path = TELEMETRY
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def notices(self) -> NoticeCounts:
        """How much each person is told."""
        return NoticeCounts(kept=self.kept)

    @cached_property
    def versions(self) -> Versions:
        """The versions of the documents that Git knows."""
        return Versions(self.shelf.path)

    @property
    def entrance(self) -> str:
        """Where people sign in; empty where nobody can."""
        return SIGN_IN if can_sign_in() else ""

    def shell(self, visitor: "Visitor | None") -> Shell:
        """Return what stands around a page that somebody looks at."""
        return Shell(ways=self.ways, account=self.account(visitor), banner=self.notice())

    def somebody(self, request: Request) -> "Visitor | None":
        """Return who asks for a page that was made for everybody.

        Where it cannot be told who that is, it is nobody in particular.
        """
        try:
            return visitor_of(self.kept, request)
        except (AuditError, KeyFileError, StoreError, LookupError):
            return None

    def account(self, visitor: "Visitor | None") -> str:
        """Return the piece of a page that tells who is signed in, and for which side they act."""
        told = self._told(visitor) if visitor else ""
        return fragment("live/account.html", visitor=visitor, entrance=self.entrance, told=told)

    def _told(self, visitor: "Visitor") -> str:
        """Return how much somebody is told; a page is shown even where that cannot be found out."""
        try:
            return self.notices.of(visitor.asker)
        except (AuditError, KeyFileError, StoreError, UnapprovedPoliciesError, LookupError):
            return ""

    def notice(self) -> str:
        """Return the piece of a page that tells what everybody should know."""
        sentence = self.banner()
        return fragment("live/banner.html", sentence=sentence) if sentence else ""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One look at a page.

    Args:
        request: What was sent.
        house: What all pages share.
        page: The page.
        suffix: The form that is asked for: empty for HTML, else `json`, `csv` …
        visitor: Who asks; None for somebody who is not signed in.
        files: The files that came with a form, by the names of their fields.
        at: The moment as of which they want to see the page; None for now.
        look: What is kept of it before they get the page; None where each answer stands alone.
    """

    request: Request
    house: House
    page: Page
    suffix: str = ""
    visitor: "Visitor | None" = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    at: datetime | None = None
    look: Look | None = None

    @property
    def who(self) -> "Visitor":
        """Who is signed in; only for pages that are shown to nobody else."""
        assert self.visitor is not None, f"{self.page.name} is shown to people who are signed in."
        return self.visitor

    @cached_property
    def cases(self) -> Cases:
        """The cases as they see them, through their own door, and as of the moment they ask for.

        Raises:
            NoCasesError: There are none yet.
        """
        return self.cases_of("")

    def cases_of(self, stream: str) -> Cases:
        """The same, of which only those of a stream are counted; that is less to read again.

        Raises:
            NoCasesError: There are none yet.
        """
        if self.at is None:
            return self.present
        return self.present.then(self.at, stream=stream, pasts=self.house.pasts)

    @cached_property
    def present(self) -> Cases:
        """The cases as they see them now.

        Raises:
            NoCasesError: There are none yet.
        """
        cases = self.house.kept.cases_for(self.who.asker)
        return cases.during(self.look) if self.look else cases

    def remembered(self, question: object, make: Callable[[], _Made], *also: object) -> _Made:
        """Return what is made of very many cases and of the documents, anew where those changed.

        Whether who looks may have it is asked before.

        Args:
            question: What tells the question from all others.
            make: Makes it.
            also: What else it is made of.
        """
        mark = (self.house.shelf.site().mark, self.present.store.end(), *also)
        return self.house.memory.told(question, mark=mark, make=make)

    @property
    def day(self) -> str:
        """As of when they see the page, in words; empty for now."""
        if self.at is None:
            return ""
        at = self.at.astimezone(self.zone)
        before = (self.at - timedelta(microseconds=1)).astimezone(self.zone)
        if before.date() < at.date():
            return f"As it was at the end of {before:%-d %b %Y}."
        return f"As it was on {at:%-d %b %Y at %H:%M %Z}."

    @property
    def then(self) -> str:
        """What makes the address of another page that of the same day; empty for now."""
        return f"?{urlencode({'at': self.asked['at']})}" if self.at else ""

    @property
    def signing_in(self) -> "SigningIn":
        """All by which people sign in.

        Raises:
            NoCasesError: There are no cases yet, and so nobody who works them.
        """
        return signing_in_to(self.house.kept)

    @property
    def place(self) -> "Site":
        """Where they have come to, as their browser sees it; the server knows its own names."""
        from penstock.app.signing_in.site import Site

        return Site.at(str(self.request.base_url))

    @property
    def passkeys(self) -> "Passkeys":
        """The passkeys that belong here."""
        return self.signing_in.passkeys(self.place)

    @property
    def session(self) -> str:
        """The session that their browser brought along; empty for none."""
        return session_of(self.request)

    @property
    def address(self) -> str:
        """The network address they come from; what a proxy says of it is not believed."""
        return self.request.client.host if self.request.client else ""

    @property
    def edition(self) -> Edition:
        """The documents as they are now."""
        return self.house.shelf.site().edition

    @property
    def zone(self) -> ZoneInfo:
        """Where the clock hangs that people read times from: of the company's calendar, or UTC."""
        site = self.house.shelf.site()
        return self.house.memory.told("zone", mark=site.mark, make=self._zone)

    @property
    def clock(self) -> WallClock:
        """The clock that tells them when something was."""
        return WallClock(self.zone)

    def _zone(self) -> ZoneInfo:
        calendar = self.present.models.calendar()
        return ZoneInfo(calendar.zone if calendar else "UTC")

    def part(self, name: str) -> str:
        """Return the part of the address that a name in the page's path stands for."""
        return str(self.request.path_params[name])

    @property
    def asked(self) -> Mapping[str, str]:
        """What stands behind the question mark of the address, each name once."""
        return self.request.query_params

    def other(self, **changed: str) -> str:
        """Return this address with other values behind the question mark, without empty ones."""
        url = self.request.url.include_query_params(**changed)
        gone = [name for name, value in changed.items() if not value]
        found = url.remove_query_params(gone) if gone else url
        return f"{found.path}?{found.query}" if found.query else found.path

    def form(self, suffix: str) -> str:
        """Return the address of the same in another form, such as `csv`."""
        path, mark, query = self.unformed.partition("?")
        return f"{path if path != '/' else '/index'}.{suffix}{mark}{query}"

    @property
    def unformed(self) -> str:
        """The address of the page itself, whatever form of it is asked for."""
        url = self.request.url
        path = url.path.removesuffix(f".{self.suffix}") if self.suffix else url.path
        return f"{path}?{url.query}" if url.query else path

    @property
    def shell(self) -> Shell:
        """What stands around the page."""
        shell = self.house.shell(self.visitor)
        if FORMERLY in self.asked:
            said = said_of_former(self.request, self.edition)
            shell = replace(shell, banner=f"{shell.banner}{said}")
        if self.at is None:
            return shell
        banner = fragment("live/then.html", at=self.at, said=self.day, now=self.other(at=""))
        return replace(shell, banner=f"{shell.banner}{banner}", query=self.then)

    def site(self, path: str) -> Response:
        """Return a page of the site instead, as everybody sees it."""
        person = self.visitor.person if self.visitor else ""
        return site_answer(self.request, self.house.shelf, path, self.shell, person=person)

    def html(self, template: str, head: Head, *, status: int = 200, **view: object) -> Response:
        """Return a page that is made for who asks."""
        here = self.here(self.request.url.path.removeprefix("/") or HOME)
        if status == 200 and self.page.forms:
            files = offered(head.downloads, self.form)
            head = replace(head, downloads=(*head.downloads, *files))
        if self.at:
            # What was is over: nothing happens there any more.
            head = replace(head, topics="")
        text = render(template, here, head, visit=self, visitor=self.visitor, **view)
        made = self.made(text, status=status)
        return told_once(self.request, made) if head.topics else made

    def here(self, path: str) -> Here:
        """Return a page as templates and drawings know it, from which links lead to others."""
        return Here(self.edition, path, self.shell)

    def made(self, text: str, *, status: int = 200) -> Response:
        """Return a page that is made already."""
        return Response(text, status, media_type="text/html")
