"""What pages about a stream share: which stream is meant, whether they may look, and the answer."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from penstock.app.cases.kept_open import NoCasesError
from penstock.app.measuring.flowing import Named, named_stream
from penstock.app.measuring.insights import Insights, require_measurable
from penstock.app.measuring.wishes import Wish
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb

if TYPE_CHECKING:
    from penstock.measurement.ports import Log

SECTION = "Insights"
ALL = Crumb("Insights", "/insights")
_Answer = TypeVar("_Answer")


def wish_of(visit: Visit) -> Wish:
    """Return the stream of an address with its key metrics, for somebody who may see them.

    Raises:
        NoSuchStreamError: There is no such stream.
        ClosedError: They may not see how it is doing.
        NoCasesError: There are no cases yet.
    """
    wish = insights_of(visit).wish(visit.part("stream"))
    require_measurable(visit.cases, wish.side, wish.stream.id)
    return wish


def asked(visit: Visit, question: object, answer: "Callable[[Log], _Answer]") -> _Answer:
    """Return what the log of the server's cases answers; the question must name all it is about.

    Raises:
        NoCasesError: There are no cases yet.
    """
    return insights_of(visit).ask(question, answer, as_of=visit.at)


def insights_of(visit: Visit) -> Insights:
    """Return what tells how a server's cases went.

    Raises:
        NoCasesError: It has none.
    """
    if visit.house.insights is None:
        raise NoCasesError("This server has no cases to measure.")
    if visit.look:
        # To read the log takes long now and then, and what was decided before is on record by then.
        visit.look.keep()
    return visit.house.insights


def named(visit: Visit, wish: Wish) -> Named:
    """Return the stream as the log and the documents call it."""
    folder = visit.house.kept.folder
    question = ("named", wish.stream.id, tuple(each.name for each in wish.stages))
    return asked(visit, question, partial(named_stream, words=wish.stream.id, folder=folder))


def stream_crumb(wish: Wish) -> Crumb:
    """Return the step of the way that leads to a stream."""
    return Crumb(wish.stream.id, f"/insights/{wish.stream.id}")
