"""Declaring a page: where it lies, who may see it, and in which forms it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from penstock.kernel.sides import Side
from penstock.web.sheets.forms import FORMS

if TYPE_CHECKING:
    from penstock.app.signing_in import Visitor
    from penstock.web.live.visit import Visit

Show = Callable[["Visit"], Response]
Take = Callable[["Visit", Mapping[str, str]], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who may see a page; what they find on it is decided by the boundary.

    Args:
        is_public: Whether nobody has to sign in.
        sides: The sides for which somebody has to act; empty for any.
        roles: The roles of which somebody needs one; empty for any.
    """

    is_public: bool = False
    sides: frozenset[Side] = frozenset()
    roles: frozenset[str] = frozenset()

    def admits(self, visitor: "Visitor | None") -> bool:
        """Tell whether somebody may see the page."""
        if self.is_public:
            return True
        if visitor is None:
            return False
        # Who serves both sides and has named none acts for either.
        hats = {visitor.hat} if visitor.hat else set(visitor.hats)
        fits = not self.sides or not self.sides.isdisjoint(hats)
        return fits and (not self.roles or not self.roles.isdisjoint(visitor.roles))


EVERYBODY = Audience(is_public=True)
SIGNED_IN = Audience()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, declared once: routes, menu and the matrix of who may see what follow from it.

    Args:
        path: Its address; `{name}` stands for a part that the page is asked about.
        name: What it is called in code and tests.
        show: Answers whoever looks at it.
        take: Takes the form that is sent to it; None for a page to read.
        audience: Who may see it, and send its form.
        section: The entry of the menu that it stands under.
        leads: Whether the entry of the menu leads here.
        suffixes: The forms in which it answers besides HTML, by the ending of its address.
        is_sheet: Whether what stands on it is given in other forms too, made from the page itself.
        called: What it is searched by, as people would say it; empty where nobody searches it.
        is_dated: Whether it is shown as of a day that is over, too, by `?at=` in its address.
        most_bytes: How large a form with files may be; 0 where its form carries none.
    """

    path: str
    name: str
    show: Show
    take: Take | None = None
    audience: Audience = SIGNED_IN
    section: str = ""
    leads: bool = False
    suffixes: tuple[str, ...] = ()
    is_sheet: bool = True
    is_dated: bool = False
    most_bytes: int = 0
    called: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The endings of its address in which it answers, those that it makes itself first."""
        made = FORMS if self.is_sheet and self.section else ()
        return (*self.suffixes, *(each for each in made if each not in self.suffixes))

    def address(self, form: str) -> str:
        """Return its path in a form; that of the first page is called `index`."""
        return f"{self.path if self.path != '/' else '/index'}.{form}"
