"""What people of both sides look at: pages, how often each is opened, and by whom."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.web.making import Made, Person
from penstock.delivery.models import StreamModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody opens a page.

    Args:
        kind: What sort of page.
        path: Where it is.
        session: Whose browser asks.
    """

    kind: str
    path: str
    session: str


@dataclass(frozen=True, slots=True)
class _Chance:
    """What is drawn for a look: a person, one of their cases, a stream and a stage of its side."""

    person: Person
    models: Sequence[StreamModel]
    random: random.Random

    @property
    def case(self) -> str:
        return self.random.choice(self.person.cases)

    @property
    def model(self) -> StreamModel:
        """A stream of which they have cases."""
        own = {case.rpartition("-")[0] for case in self.person.cases}
        return self.random.choice([each for each in self.models if each.stream_id in own])

    def filtered(self) -> str:
        model = self.model
        stage = self.random.choice(model.stages).id
        several = (
            f"stream={model.stream_id}",
            f"stream={model.stream_id}&stage={stage}&status=open",
            f"stream={model.stream_id}&status=held",
            "status=held",
            f"role={quote(self.random.choice(model.stages[0].responsible))}",
            f"after={self.case}",
        )
        return f"/cases?{self.random.choice(several)}"


Draw = Callable[[_Chance], str]
# Of a hundred looks so many; whoever works looks at work, lists and cases most of the time.
MIX: Mapping[str, tuple[int, Draw]] = {
    "overview": (12, lambda _: "/"),
    "work": (14, lambda _: "/work"),
    "case": (18, lambda chance: f"/cases/{chance.case}"),
    "cases": (6, lambda _: "/cases"),
    "cases, filtered": (10, _Chance.filtered),
    "cases, late": (4, lambda _: "/cases?late=yes&order=due"),
    "board": (6, lambda chance: f"/board/{chance.model.stream_id}"),
    "map": (10, lambda chance: f"/value-streams/{chance.model.stream_id}"),
    "insights": (3, lambda chance: f"/insights/{chance.model.stream_id}/process-map"),
    "alerts": (3, lambda _: "/alerts"),
    "consents": (3, lambda chance: f"/consents?customer=Customer+{chance.random.randrange(9):06}"),
    "boundary": (3, lambda _: "/boundary"),
    "service levels": (3, lambda _: "/service-levels"),
    "fairness": (2, lambda _: "/fairness"),
    "a page of the documents": (3, lambda _: "/capabilities/"),
}
ALLOWED: Mapping[str, frozenset[int]] = {
    # The queue of the utility is closed to the other side, and what is measured to many.
    "fairness": frozenset({200, 403}),
    "insights": frozenset({200, 403}),
}


def looks(store: Made, people: Sequence[Person], *, seed: int) -> Iterator[Look]:
    """Yield looks for ever, the same for the same seed."""
    chance = random.Random(seed)
    kinds, weights = [*MIX], [weight for weight, _ in MIX.values()]
    while True:
        (kind,) = chance.choices(kinds, weights)
        yield look(kind, store, chance.choice(people), chance)


def look(kind: str, store: Made, person: Person, chance: random.Random) -> Look:
    """Return a look of a kind by somebody."""
    path = MIX[kind][1](_Chance(person, store.models, chance))
    return Look(kind=kind, path=path, session=person.session)


def is_answered(kind: str, status: int) -> bool:
    """Tell whether a status is an answer to a look."""
    return status in ALLOWED.get(kind, frozenset({200}))
