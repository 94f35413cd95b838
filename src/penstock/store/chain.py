"""The chain of hashes through a case's log: who changes an event breaks all that follow."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _text
from typing import NamedTuple

from penstock.delivery.ports import Logged
from penstock.delivery.recording import event_to_json
from penstock.kernel.moments import in_utc_text

START = ""


class Link(NamedTuple):
    """An event with the hash before it and its own."""

    logged: Logged
    content: str
    prev_hash: str
    hash: str


def links(case_id: str, logged: Iterable[Logged], *, head: str) -> Iterator[Link]:
    """Yield events chained to the head of a log."""
    for each in logged:
        content = event_to_json(each.event)
        after = _hash(head, case_id, each, content)
        yield Link(logged=each, content=content, prev_hash=head, hash=after)
        head = after


def first_broken(case_id: str, kept: Iterable[Link]) -> int | None:
    """Return the number of the first event that is not as it was written, or None."""
    head = START
    for link in kept:
        if link.prev_hash != head or link.hash != _hash(head, case_id, link.logged, link.content):
            return link.logged.seq
        head = link.hash
    return None


def _hash(head: str, case_id: str, logged: Logged, content: str) -> str:
    stamp = logged.stamp
    # As json.dumps writes the list: it is what every log that was ever written is chained by.
    chained = (
        f"[{_text(head)}, {_text(case_id)}, {logged.seq}, {_text(in_utc_text(stamp.at))}, "
        f"{_text(stamp.actor)}, {_text(stamp.command_id)}, {_text(content)}]"
    )
    return sha256(chained.encode()).hexdigest()
