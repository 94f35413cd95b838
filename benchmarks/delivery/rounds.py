"""The measurement itself: rounds in which everybody takes a turn, each proved."""

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.common.environments import ROOT, variables
from benchmarks.common.measuring import measured, median
from benchmarks.delivery.contenders import Contender
from benchmarks.delivery.places import fresh
from benchmarks.delivery.turns import Turn, run


@dataclass(frozen=True, slots=True)
class Samples:
    """What each round gave, by contender: transitions a second, and what clients waited."""

    per_s: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    said: defaultdict[str, list[dict[str, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def rate(self, contender: Contender) -> float:
        """Return the median of its transitions a second."""
        return median(self.per_s[contender.name])

    def ratios(self, more: Contender, less: Contender) -> tuple[float, ...]:
        """Return how many times as many the first did, round by round."""
        pairs = zip(self.per_s[more.name], self.per_s[less.name], strict=True)
        return tuple(first / second for first, second in pairs)

    def waited_ms(self, contender: Contender, which: str) -> tuple[float, ...]:
        """Return a percentile of what clients waited, round by round. [ms]"""
        return tuple(said[which] for said in self.said[contender.name])


def measure(contenders: Sequence[Contender], *, cases: int, rounds: int) -> Samples:
    """Let all take turns, forwards and backwards by turns, so that no trend favours anybody.

    Raises:
        FailedRunError: A program failed.
        UnfairError: Somebody has not done all of the work.
    """
    samples = Samples()
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            _take_turn(contender, samples, cases)
    return samples


def _take_turn(contender: Contender, samples: Samples, cases: int) -> None:
    cases = max(cases, contender.at_least)
    with fresh(contender.kind) as address:
        for command in contender.queue(address, cases):
            measured(command, folder=ROOT, variables=variables())
        turn = run(contender.programs(address, cases))
        done = contender.prove(address, cases) - contender.queued * cases
    _keep(contender, samples, turn, done)


def _keep(contender: Contender, samples: Samples, turn: Turn, done: int) -> None:
    per_s = done / turn.seconds
    samples.per_s[contender.name].append(per_s)
    samples.said[contender.name].extend(turn.said)
    print(f"  {contender.name:<52}{per_s:10,.0f} /s", file=sys.stderr, flush=True)
