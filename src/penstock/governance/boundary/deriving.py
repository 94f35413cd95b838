"""What is made of several things is as closed as the strictest of them.

A score, a forecast or an embedding is told by what it was made of: whoever may not see one of its
origins may not see it. So nothing is laundered by a computation, and nothing has to be guessed of
a mixture of two sides.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from penstock.governance.boundary.asking import Decision, Object, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.consent.consent import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A thing that was made of others.

    Args:
        id: What it is called where it is kept.
        kind: What it is: a score, a forecast.
        origins: What it was made of in the end, each once, none of them derived itself.
    """

    id: str
    kind: str
    origins: tuple[Object, ...]


def derive(made_of: Iterable[Object | Derived], *, id: str, kind: str) -> Derived:  # noqa: A002
    """Return what is made of things, with all that they were made of.

    Raises:
        ValueError: It is made of nothing: then nobody could tell who may see it.
    """
    parts = [each.origins if isinstance(each, Derived) else (each,) for each in made_of]
    # What a decision rests on is kept, and the id of the first that is so.
    marks = {replace(each, id="", kind=""): each for each in reversed([*chain(*parts)])}
    if not marks:
        raise ValueError(f"{kind} {id} is made of nothing. Name what it was computed from.")
    return Derived(id=id, kind=kind, origins=tuple(reversed(marks.values())))


def decide_derived(
    boundary: Boundary,
    question: Question,
    derived: Derived,
    *,
    candidate: Callable[[Question], Consent | None],
) -> tuple[Decision, Sequence[Question]]:
    """Return the decision on a derived thing, and the questions about its origins.

    It is the first denial among the decisions on its origins, or else the last of them.

    Args:
        boundary: What decides.
        question: Who asks, and what for; its object and consent are those of no origin and ignored.
        derived: The thing.
        candidate: Finds the consent for a question.
    """
    alone = [replace(question, object=each, consent=None) for each in derived.origins]
    asked = [replace(each, consent=candidate(each)) for each in alone]
    decisions = boundary.decide_all(asked)
    return next((each for each in decisions if not each.allowed), decisions[-1]), asked
