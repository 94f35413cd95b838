"""Tampering with an audit log at random, in every way that somebody with the database has."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from multiprocessing import get_context
from random import Random
from unittest.mock import patch

from penstock.governance.audit import verifying
from penstock.governance.audit.chain import START, Row, are_linked, linked
from penstock.governance.audit.findings import Fault, Finding
from penstock.governance.audit.secret import Secret
from penstock.governance.audit.verifying import verify
from tests.unit.governance.audit.logs import OTHER_SECRET, SECRET, Log, made, signed

PER_HEAD = 500
EARLY, LATE = 0.1, 2_000
OF_ENTRIES = {Fault.CHANGED, Fault.MISSING, Fault.MISPLACED, Fault.TRUNCATED}


@dataclass(frozen=True)
class Tampered:
    """A log that somebody tampered with.

    Args:
        what: What was done.
        first: The first position that is not as it was.
        log: What is left.
    """

    what: str
    first: int
    log: Log


Tamper = Callable[[Log, Random], Tampered]


def _place(log: Log, random: Random) -> int:
    """Return the index of an entry; the ends of a log are as likely as all the rest."""
    last = len(log.rows) - 1
    return random.choice([0, last, random.randint(0, last), random.randint(0, last)])


def _late_place(log: Log, random: Random) -> int:
    """Return the index of an entry, mostly late: whatever follows has to be made and counted."""
    last = len(log.rows) - 1
    if random.random() < EARLY:
        return random.randint(0, last)
    return max(0, last - random.randrange(LATE))


def _another(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    others = [each for each in '0123456789abcdefxyz :"{}' if each != text[place]]
    return text[:place] + random.choice(others) + text[place + 1 :]


def _edited(log: Log, random: Random) -> Tampered:
    at = _place(log, random)
    row = log.rows[at]
    changed = row._replace(content=_another(row.content, random))
    return _with(log, "a letter of an entry", at, [changed])


def _rehashed(log: Log, random: Random) -> Tampered:
    at = _place(log, random)
    row = log.rows[at]
    return _with(log, "a digit of a hash", at, [row._replace(hash=_another(row.hash, random))])


def _edited_and_rehashed(log: Log, random: Random) -> Tampered:
    at = _place(log, random)
    row = log.rows[at]
    before = log.rows[at - 1].hash if at else START
    content = [_another(row.content, random)]
    changed = list(linked(content, after=before, position=row.position - 1))
    return _with(log, "an entry with its hash", at, changed)


def _dropped(log: Log, random: Random) -> Tampered:
    at, count = _place(log, random), random.choice([1, 1, 2, 10])
    rows = [*log.rows[:at], *log.rows[at + count :]]
    return Tampered("entries taken out", at + 1, Log(rows, log.heads))


def _dropped_and_renumbered(log: Log, random: Random) -> Tampered:
    at = _late_place(log, random)
    rest = (row._replace(position=row.position - 1) for row in log.rows[at + 1 :])
    return Tampered(
        "an entry taken out, renumbered", at + 1, Log([*log.rows[:at], *rest], log.heads)
    )


def _inserted(log: Log, random: Random) -> Tampered:
    at, other = _late_place(log, random), log.rows[_place(log, random)]
    before = log.rows[at - 1].hash if at else START
    new = linked([_another(other.content, random)], after=before, position=at)
    rest = (row._replace(position=row.position + 1) for row in log.rows[at:])
    return Tampered("an entry put in", at + 1, Log([*log.rows[:at], *new, *rest], log.heads))


def _doubled(log: Log, random: Random) -> Tampered:
    at = _place(log, random)
    rows = [*log.rows[: at + 1], log.rows[at], *log.rows[at + 1 :]]
    return Tampered("an entry there twice", at + 1, Log(rows, log.heads))


def _swapped(log: Log, random: Random) -> Tampered:
    """Exchange what two entries say, with or without their hashes."""
    one, other = sorted(random.sample(range(len(log.rows)), 2))
    first, second = log.rows[one], log.rows[other]
    rows = list(log.rows)
    if random.random() < 0.5:
        rows[one] = Row(first.position, second.content, second.hash)
        rows[other] = Row(second.position, first.content, first.hash)
    else:
        rows[one], rows[other] = second, first
    return Tampered("two entries exchanged", one + 1, Log(rows, log.heads))


def _cut(log: Log, random: Random) -> Tampered:
    at = _place(log, random)
    return Tampered("the end cut off", at + 1, Log(log.rows[:at], log.heads))


def _cut_with_heads(log: Log, random: Random) -> Tampered:
    """Cut off the end with the heads over it; whoever keeps a head elsewhere finds it."""
    left = random.randint(0, len(log.heads) - 1)
    end = log.heads[left - 1].position if left else 0
    return Tampered(
        "the end cut off with its heads", end + 1, Log(log.rows[:end], log.heads[:left])
    )


def _again(log: Log, random: Random) -> tuple[int, list[Row]]:
    """Change an entry, and count the chain anew to the end."""
    at = _late_place(log, random)
    contents = [row.content for row in log.rows[at:]]
    contents[0] = _another(contents[0], random)
    after = log.rows[at - 1].hash if at else START
    return at, [*log.rows[:at], *linked(contents, after=after, position=at)]


def _rewritten(log: Log, random: Random) -> Tampered:
    at, rows = _again(log, random)
    return Tampered("the chain counted anew", at + 1, Log(rows, log.heads))


def _signed_anew(secret: Secret, what: str) -> Tamper:
    def tamper(log: Log, random: Random) -> Tampered:
        at, rows = _again(log, random)
        heads = list(signed(rows, per_head=PER_HEAD, secret=secret))
        return Tampered(what, at + 1, Log(rows, heads))

    return tamper


def _added(log: Log, random: Random) -> Tampered:
    last, count = log.rows[-1], random.choice([1, 3])
    contents = [_another(last.content, random)] * count
    more = linked(contents, after=last.hash, position=last.position)
    what = "entries added past the program"
    return Tampered(what, last.position + 1, Log([*log.rows, *more], log.heads))


def _head_changed(log: Log, random: Random) -> Tampered:
    at = random.randrange(len(log.heads))
    head, field = log.heads[at], random.choice(["hash", "at", "previous", "signature"])
    changed: dict[str, object] = {field: _another(getattr(head, field), random)}
    if random.random() < 0.3:
        changed = {"position": head.position + 1} if random.random() < 0.5 else {"erasures": 1}
    heads = list(log.heads)
    heads[at] = replace(head, **changed)  # type: ignore[arg-type]
    return Tampered("a head changed", head.position, Log(log.rows, heads))


def _head_dropped(log: Log, random: Random) -> Tampered:
    at = random.randrange(len(log.heads))
    heads = [head for place, head in enumerate(log.heads) if place != at]
    return Tampered("a head taken out", log.heads[at].position, Log(log.rows, heads))


def _with(log: Log, what: str, at: int, rows: Sequence[Row]) -> Tampered:
    return Tampered(
        what, at + 1, Log([*log.rows[:at], *rows, *log.rows[at + len(rows) :]], log.heads)
    )


TAMPERS: tuple[Tamper, ...] = (
    _edited,
    _rehashed,
    _edited_and_rehashed,
    _dropped,
    _dropped_and_renumbered,
    _inserted,
    _doubled,
    _swapped,
    _cut,
    _cut_with_heads,
    _rewritten,
    _signed_anew(OTHER_SECRET, "the chain counted anew, signed with another key"),
    _signed_anew(SECRET, "the chain counted anew, signed with the stolen key"),
    _added,
    _head_changed,
    _head_dropped,
)


@dataclass(frozen=True)
class Round:
    """What was done to a log, and what was found."""

    tampered: Tampered
    findings: tuple[Finding, ...]

    @property
    def is_found(self) -> bool:
        """Tell whether it was found, and no entry before it was accused."""
        first = self.tampered.first
        return any(each.last >= first for each in self.findings) and all(
            each.first >= first for each in self.findings if each.fault in OF_ENTRIES
        )


@dataclass(frozen=True)
class Tally:
    """How many rounds there were, and what was done and not found."""

    rounds: int
    unfound: tuple[str, ...]


def tallied(entries: int, *, count: int, seed: int, processes: int) -> Tally:
    """Tamper with a log so many times, in several processes, each with choices of its own."""
    shares = [count // processes + (number < count % processes) for number in range(processes)]
    # A process that begins anew has none of this one's threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        seeds = [f"{seed}/{number}" for number in range(processes)]
        tallies = list(pool.map(_tally, repeat(entries), shares, seeds))
    unfound = tuple(what for tally in tallies for what in tally.unfound)
    return Tally(sum(tally.rounds for tally in tallies), unfound)


def _tally(entries: int, count: int, seed: str) -> Tally:
    done, unfound = 0, []
    log = made(entries, per_head=PER_HEAD)
    # Looking for garbage among rows that stay would take longer than verifying them.
    gc.freeze()
    with patch.object(verifying, "are_linked", Remembering(log.rows)):
        for each in rounds(log, count=count, seed=seed):
            done += 1
            if not each.is_found:
                unfound.append(f"{each.tampered.what} at entry {each.tampered.first:,}")
    return Tally(done, tuple(unfound))


class Remembering:
    """Counts the chain anew but between rows of a log, the very same objects, that were counted.

    Args:
        rows: The rows of a log that is whole.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        assert are_linked(list(rows), after=START, position=0)
        # As long as they are kept here, nothing else has their identity.
        self._rows = tuple(rows)
        ids = list(map(id, rows))
        self._next = dict(pairwise(ids))

    def __call__(self, rows: list[Row], *, after: str, position: int) -> bool:
        """Tell whether rows go on from a hash and a position, as `are_linked` does."""
        ids = list(map(id, rows))
        if list(map(self._next.get, ids[:-1])) == ids[1:]:
            return are_linked(rows[:1], after=after, position=position)
        return are_linked(rows, after=after, position=position)


def rounds(log: Log, *, count: int, seed: int | str) -> Iterator[Round]:
    """Tamper with a log so many times, each time anew, and verify it.

    Args:
        log: A log that is whole.
        count: How many rounds; each way of tampering has its turn.
        seed: What random choices follow from.
    """
    random = Random(seed)
    elsewhere = {"elsewhere": log.heads[-1]}
    for number in range(count):
        tampered = TAMPERS[number % len(TAMPERS)](log, random)
        found = verify(
            tampered.log.rows, tampered.log.heads, public_key=SECRET.public_key, outside=elsewhere
        )
        yield Round(tampered, tuple(found))
