"""Work lists as people ask for them: each kind many times, with other words each time."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import perf_counter, thread_time
from typing import Any

from benchmarks.delivery.large.filling import PEOPLE
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store, Wanted

TIMES = 100
Ask = Callable[[random.Random], Wanted]
# What each kind asks for: words that are drawn each time, and a status.
KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "role and stream": (("role", "stream_id"), ""),
    "role and stream, deep": (("role", "stream_id", "after"), ""),
    "role and another's stream": (("another's role", "stream_id"), ""),
    "all": ((), ""),
    "all, deep": (("after",), ""),
    "stream": (("stream_id",), ""),
    "stage": (("stage_id",), ""),
    "role": (("role",), ""),
    "role, deep": (("role", "after"), ""),
    "assignee": (("assignee",), ""),
    "open": ((), "open"),
    "held": ((), "held"),
    "held, deep": (("after",), "held"),
    "closed": ((), "closed"),
    "stream and held": (("stream_id",), "held"),
    "stage and held": (("stage_id",), "held"),
    "role and stage": (("role", "stage_id"), ""),
    "role and open": (("role",), "open"),
    "role and held": (("role",), "held"),
    "role, stream and held": (("role", "stream_id"), "held"),
    "role and assignee": (("role", "assignee"), ""),
    "stream and assignee": (("stream_id", "assignee"), ""),
}


def kinds(models: Sequence[StreamModel], cases: int) -> Mapping[str, Ask]:
    """Return the kinds of lists, each with what asks for one of it."""
    last = 1000 + cases // len(models)
    return {
        name: partial(_wanted, models, last, words, status)
        for name, (words, status) in KINDS.items()
    }


def _wanted(
    models: Sequence[StreamModel],
    last: int,
    words: tuple[str, ...],
    status: str,
    chance: random.Random,
) -> Wanted:
    of, another = chance.choice(models), chance.choice(models)
    drawn = {
        "stream_id": of.stream_id,
        "stage_id": chance.choice(of.stages).id,
        "role": _role(of, chance),
        "another's role": _role(another, chance),
        "assignee": chance.choice(PEOPLE),
        "after": f"{of.stream_id}-{chance.randint(1001, last)}",
    }
    said: dict[str, Any] = {word.removeprefix("another's "): drawn[word] for word in words}
    return Wanted(status=status, **said)


def _role(of: StreamModel, chance: random.Random) -> str:
    return chance.choice([role for stage in of.stages for role in stage.responsible])


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
