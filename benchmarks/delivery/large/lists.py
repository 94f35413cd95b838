"""Work lists as people ask for them: each kind many times, with other words each time."""

import random
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter, thread_time

from benchmarks.delivery.large.filling import PEOPLE
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store, Wanted

TIMES = 100
Ask = Callable[[random.Random], Wanted]


def kinds(models: Sequence[StreamModel], cases: int) -> Mapping[str, Ask]:
    """Return the kinds of lists, each with what asks for one of it."""
    last = 1000 + cases // len(models)

    def model(chance: random.Random) -> StreamModel:
        return chance.choice(models)

    def stage(chance: random.Random) -> str:
        return chance.choice(model(chance).stages).id

    def role(chance: random.Random, of: StreamModel | None = None) -> str:
        roles = [role for each in (of or model(chance)).stages for role in each.responsible]
        return chance.choice(roles)

    def after(chance: random.Random, of: StreamModel | None = None) -> str:
        return f"{(of or model(chance)).stream_id}-{chance.randint(1001, last)}"

    def of_role_and_stream(chance: random.Random) -> Wanted:
        of = model(chance)
        return Wanted(role=role(chance, of), stream_id=of.stream_id)

    def of_role_and_stream_deep(chance: random.Random) -> Wanted:
        of = model(chance)
        return Wanted(role=role(chance, of), stream_id=of.stream_id, after=after(chance, of))

    return {
        "role and stream": of_role_and_stream,
        "role and stream, deep": of_role_and_stream_deep,
        "role and another's stream": lambda chance: Wanted(
            role=role(chance), stream_id=model(chance).stream_id
        ),
        "all": lambda _: Wanted(),
        "all, deep": lambda chance: Wanted(after=after(chance)),
        "stream": lambda chance: Wanted(stream_id=model(chance).stream_id),
        "stage": lambda chance: Wanted(stage_id=stage(chance)),
        "role": lambda chance: Wanted(role=role(chance)),
        "role, deep": lambda chance: Wanted(role=role(chance), after=after(chance)),
        "assignee": lambda chance: Wanted(assignee=chance.choice(PEOPLE)),
        "open": lambda _: Wanted(status="open"),
        "held": lambda _: Wanted(status="held"),
        "held, deep": lambda chance: Wanted(status="held", after=after(chance)),
        "closed": lambda _: Wanted(status="closed"),
        "stream and held": lambda chance: Wanted(stream_id=model(chance).stream_id, status="held"),
        "stage and held": lambda chance: Wanted(stage_id=stage(chance), status="held"),
        "role and stage": lambda chance: Wanted(role=role(chance), stage_id=stage(chance)),
        "role and held": lambda chance: Wanted(role=role(chance), status="held"),
        "role and assignee": lambda chance: Wanted(
            role=role(chance), assignee=chance.choice(PEOPLE)
        ),
        "stream and assignee": lambda chance: Wanted(
            stream_id=model(chance).stream_id, assignee=chance.choice(PEOPLE)
        ),
    }


def page_ms(
    store: Store, ask: Ask, *, clock: Callable[[], float] = perf_counter
) -> tuple[float, ...]:
    """Return how long pages of a kind took by a clock in seconds, the shortest first. [ms]"""
    chance = random.Random(7)
    store.find(ask(chance))
    return tuple(sorted(_asked_ms(store, ask(chance), clock) for _ in range(TIMES)))


def computed_ms(store: Store, ask: Ask) -> tuple[float, ...]:
    """Return what computing pages of a kind took in this process, the shortest first. [ms]"""
    return page_ms(store, ask, clock=thread_time)


def p95(ordered: Sequence[float]) -> float:
    """Return what all but a twentieth stay below."""
    return ordered[int(len(ordered) * 0.95)]


def _asked_ms(store: Store, wanted: Wanted, clock: Callable[[], float]) -> float:
    begun = clock()
    store.find(wanted)
    return (clock() - begun) * 1000
