"""What changed between two versions of the manual, as words that were taken out and put in (F5)."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from penstock.governance.allocation.methods import Method, Pool


class Mark(StrEnum):
    """What became of words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Part(NamedTuple):
    """Some words, and what became of them."""

    mark: Mark
    words: str


class Redline(NamedTuple):
    """A statement of the manual that is another one now.

    Args:
        subject: What it is about.
        before: What it was; empty where it is new.
        after: What it is; empty where it is gone.
    """

    subject: str
    before: str
    after: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """The words in the order in which a lawyer marks them: what is gone, then what is new."""
        before, after = self.before.split(), self.after.split()
        steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
        return tuple(
            Part(mark, " ".join(words))
            for step, start, end, new_start, new_end in steps
            for mark, words in _marked(step, before[start:end], after[new_start:new_end])
            if words
        )


def _marked(step: str, before: list[str], after: list[str]) -> Iterator[tuple[Mark, list[str]]]:
    if step == "equal":
        yield Mark.KEPT, after
    else:
        yield Mark.GONE, before
        yield Mark.NEW, after


def redlines(old: Method, new: Method) -> tuple[Redline, ...]:
    """Return all that differs between two versions, in the order of the manual."""
    before, after = dict(_statements(old)), dict(_statements(new))
    return tuple(
        Redline(subject, before.get(subject, ""), after.get(subject, ""))
        for subject in {**before, **after}
        if before.get(subject) != after.get(subject)
    )


def shared_by(weights: Mapping[str, Fraction]) -> str:
    """Return how a pool is shared, in words.

    Example:
        >>> shared_by({"users": Fraction(2, 5), "storage": Fraction(3, 5)})
        'users 40 %, storage 60 %'
    """
    return ", ".join(f"{driver} {percent(weight)}" for driver, weight in weights.items())


def percent(share: Fraction) -> str:
    """Return a part of a whole in per cent where that is exact, and as a fraction where not.

    Example:
        >>> percent(Fraction(1, 8)), percent(Fraction(1, 3))
        ('12.5 %', '1/3')
    """
    hundredths = share * 100
    rest = hundredths.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return f"{float(hundredths):g} %" if rest == 1 else str(share)


def _statements(method: Method) -> Iterator[tuple[str, str]]:
    yield "effective from", f"{method.effective}"
    yield "reason", method.reason
    yield "owner", method.owner
    yield "approved by", ", ".join(method.approved_by)
    yield "procedure", method.procedure
    yield "order", ", ".join(method.order)
    for pool in method.pools.values():
        yield f"pool {pool.id}", _pool(pool)
    for driver in method.drivers.values():
        yield f"driver {driver.id}", f"{driver.name}: {driver.unit}, from {driver.source}"


def _pool(pool: Pool) -> str:
    because = f" Because: {pool.because}" if pool.because else ""
    return f"{pool.name}: shared by {shared_by(pool.weights)} ({pool.principle}).{because}"
