"""What is measured of a server under load, and what it should be."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.common.goals import Figure
from benchmarks.delivery.large.lists import p95
from benchmarks.delivery.places import Kind
from benchmarks.web import making
from benchmarks.web.arriving import Answered, Browser, arrived
from benchmarks.web.listening import listening
from benchmarks.web.making import Made, Person
from benchmarks.web.serving import Server, serving
from benchmarks.web.visiting import MIX, Look, is_answered, look, looks

WORDS: dict[Kind, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
AT_MOST_MS, AT_MOST_MIB, STOP_S = 100.0, 300.0, 3.0
MAP_KB, MAP_REQUESTS = 90, 8
NOT_YET, READ_S = 503, 900.0
# Reused pages and a few caches: more than that would be something that is never let go.
GROWTH_MIB = 10.0


class UnfairError(Exception):
    """What was measured is not what it is said to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much is asked of a server.

    Args:
        rate: So many looks a second.
        seconds: For so long.
        listeners: So many hear of events meanwhile.
    """

    rate: float
    seconds: float
    listeners: int


def figures(store: Made, load: Load) -> Iterator[Figure]:
    """Yield the figures of one database."""
    people = making.signed_in(store)
    with serving(store) as server:
        browser = Browser(server.port)
        _await_insights(store, people, browser)
        yield from _each_kind(store, people, server)
        yield from _under_load(store, people, server, load)
        yield from _map(store, people, browser)
        yield from _listened(store, people, server, load)
    yield _restarted(store, people)


def _await_insights(store: Made, people: Sequence[Person], browser: Browser) -> None:
    """Wait until what measures has read the log beside, which takes minutes for very many cases.

    All that is measured of them is measured after that.
    """
    begun, (person, *_) = time.monotonic(), people
    while browser.ask(look("insights", store, person, Random(1))).status == NOT_YET:
        if time.monotonic() - begun > READ_S:
            raise UnfairError(f"The log was not read within {READ_S:g} s.")
        time.sleep(1)


def _each_kind(store: Made, people: Sequence[Person], server: Server) -> Iterator[Figure]:
    """Yield what a look of each kind takes of all processors, where nobody else asks."""
    for kind in MIX:
        _asked(Browser(server.port), kind, store, people, Random(1))
        begun = server.cpu_s
        answered = _asked(Browser(server.port), kind, store, people, Random(2))
        used_ms = 1000 * (server.cpu_s - begun) / len(answered)
        _require_right(answered)
        name = f"{WORDS[store.kind]}, {kind}: of all processors, each"
        yield Figure(name=name, value=used_ms, unit="ms")


def _asked(
    browser: Browser, kind: str, store: Made, people: Sequence[Person], chance: Random
) -> list[Answered]:
    return [browser.ask(look(kind, store, person, chance)) for person in people]


def _under_load(
    store: Made, people: Sequence[Person], server: Server, load: Load
) -> Iterator[Figure]:
    # What is read once is read by the first, and remembered for the others.
    arrived(server.port, looks(store, people, seed=1), rate=load.rate, seconds=load.seconds / 10)
    before_mib, begun = server.memory_mib, server.cpu_s
    answered = arrived(
        server.port, looks(store, people, seed=2), rate=load.rate, seconds=load.seconds
    )
    used_ms = 1000 * (server.cpu_s - begun) / len(answered)
    _require_right(answered)
    words, waits = WORDS[store.kind], sorted(each.wait_ms for each in answered)
    name = f"{words}, {load.rate:g} looks a second for {load.seconds:g} s, p95"
    yield Figure(name=name, value=p95(waits), unit="ms", at_most=AT_MOST_MS, runs=tuple(waits))
    yield Figure(name=f"{words}, the same, p50", value=waits[len(waits) // 2], unit="ms")
    yield Figure(name=f"{words}, of all processors, each look", value=used_ms, unit="ms")
    for kind, its in sorted(_by_kind(answered).items()):
        yield Figure(name=f"{words}, {kind}, p95", value=p95(its), unit="ms", runs=tuple(its))
    name = f"{words}, memory more than before the {load.seconds:g} s"
    grown = max(0.0, server.memory_mib - before_mib)
    yield Figure(name=name, value=grown, unit="MiB", at_most=GROWTH_MIB)


def _by_kind(answered: Sequence[Answered]) -> dict[str, list[float]]:
    found = defaultdict(list)
    for each in answered:
        found[each.look.kind].append(each.wait_ms)
    return {kind: sorted(waits) for kind, waits in found.items()}


def _map(store: Made, people: Sequence[Person], browser: Browser) -> Iterator[Figure]:
    """Yield what a browser that has nothing yet loads for the map of a stream."""
    map_page = look("map", store, people[0], Random(1))
    sizes = [browser.ask(map_page).size, *_loaded(browser, map_page)]
    words = f"{WORDS[store.kind]}, map of a stream, all that a browser loads"
    yield Figure(name=words, value=sum(sizes) / 1000, unit="kB", at_most=MAP_KB)
    yield Figure(name=f"{words}, requests", value=len(sizes), unit="", at_most=MAP_REQUESTS)


def _loaded(browser: Browser, page: Look) -> Iterator[int]:
    for path in browser.parts(page):
        answer = browser.ask(Look(kind="file", path=path, session=page.session))
        _require_right([answer])
        yield answer.size


def _listened(
    store: Made, people: Sequence[Person], server: Server, load: Load
) -> Iterator[Figure]:
    """Yield what listeners cost, and how long the server takes to stop while they listen."""
    words = WORDS[store.kind]
    before_mib = server.memory_mib
    with listening(server.port, people, load.listeners) as listeners:
        if listeners.listening < load.listeners:
            raise UnfairError(f"Of {load.listeners} only {listeners.listening} were let in.")
        time.sleep(1)
        name = f"{words}, {load.listeners} listeners, memory of the server"
        yield Figure(name=name, value=server.memory_mib, unit="MiB", at_most=AT_MOST_MIB)
        name = f"{words}, the same, with what measures beside it"
        yield Figure(name=name, value=server.with_others_mib, unit="MiB")
        more = max(0.0, server.memory_mib - before_mib)
        yield Figure(name=f"{words}, the same, more than without", value=more, unit="MiB")
        took_s = server.stop()
    yield Figure(
        name=f"{words}, to stop with them connected", value=took_s, unit="s", at_most=STOP_S
    )


def _restarted(store: Made, people: Sequence[Person]) -> Figure:
    """Return how many sessions a server does not know that another one has let in."""
    with serving(store) as server:
        browser = Browser(server.port)
        looked = [Look(kind="me", path="/me", session=each.session) for each in people]
        lost = sum(not is_answered("me", browser.ask(each).status) for each in looked)
    name = f"{WORDS[store.kind]}, sessions lost by a restart, of {len(people)}"
    return Figure(name=name, value=lost, unit="", at_most=0)


def _require_right(answered: Sequence[Answered]) -> None:
    """Refuse to tell how fast something was that was not answered as it should be."""
    wrong = [f"{each.look.path}: {each.status}" for each in answered if not each.is_right]
    if wrong:
        several = ", ".join(wrong[:3])
        raise UnfairError(f"{len(wrong)} of {len(answered)} looks went wrong, such as {several}.")
