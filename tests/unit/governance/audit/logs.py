"""Entries and whole logs for tests, made without a store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from penstock.governance.audit.chain import START, Row, linked
from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.heads import Head, head_text
from penstock.governance.audit.people import NONCE_BYTES, Person
from penstock.governance.audit.secret import Secret
from penstock.governance.audit.writing import written
from penstock.kernel.sides import Side

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = Secret(b"one secret for all tests, 32 B!!")
OTHER_SECRET = Secret(b"another secret, of another log..")
ADA = Person.of("ada", b"a" * 32)
CUSTOMER = Person.of("C-7", b"c" * 32)

READ = Entry(
    at=NOON,
    kind=Kind.DECISION,
    actor="ada",
    acting_for=Side.NON_REGULATED,
    action="read",
    object_kind="interval usage",
    object="meter 5512",
    subject="C-7",
    purpose="solar proposal",
    consent="CON-77",
    consent_version=2,
    rule="consent-live",
    verdict=Verdict.ALLOWED,
    policy_sha256="ab" * 32,
)
LOOK = Entry(at=NOON, kind=Kind.LOG_READ, actor="eve", action="read", purpose="audit")


@dataclass(frozen=True)
class Log:
    """All that is kept of a log."""

    rows: Sequence[Row]
    heads: Sequence[Head]


def content(entry: Entry = READ) -> str:
    """Return an entry as it is kept."""
    numbers = count(1)

    def nonce() -> bytes:
        return next(numbers).to_bytes(NONCE_BYTES, "big")

    return written(entry, actor=ADA, subject=CUSTOMER if entry.subject else None, nonce=nonce)


def contents(entries: int) -> Iterator[str]:
    """Yield entries a second apart, each another."""
    for number in range(1, entries + 1):
        at = NOON + timedelta(seconds=number)
        yield content(replace(READ, at=at, object=f"meter {number}"))


def made(entries: int, *, per_head: int = 3, secret: Secret = SECRET) -> Log:
    """Return a log in which each head covers some entries more."""
    rows = list(linked(contents(entries), after=START, position=0))
    return Log(rows, list(signed(rows, per_head=per_head, secret=secret)))


def signed(rows: Sequence[Row], *, per_head: int, secret: Secret = SECRET) -> Iterator[Head]:
    """Yield heads over rows."""
    previous = START
    for end in [*range(per_head, len(rows), per_head), len(rows)]:
        head = Head(
            position=rows[end - 1].position,
            hash=rows[end - 1].hash,
            at=head_text(NOON + timedelta(seconds=end)),
            people=2,
            erasures=0,
            previous=previous,
            public_key=secret.public_key,
        ).signed(secret)
        previous = head.digest
        yield head
