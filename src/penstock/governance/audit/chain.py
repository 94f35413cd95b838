"""The chain: each entry's hash covers the one before it, its position and its content."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from penstock.kernel.making import maker

# What stands before the first entry.
START = "0" * 64


class Row(NamedTuple):
    """An entry as it is kept; a tuple, because a log has millions.

    Args:
        position: Its number, from 1 without gaps.
        content: The entry as canonical JSON, in ASCII.
        hash: SHA-256 of the hash before it, its position and its content, each followed by a
            blank but the last; 64 hexadecimal digits.
    """

    position: int
    content: str
    hash: str


_new_row: Callable[[tuple[int, str, str]], Row] = maker(Row)


def linked(contents: Iterable[str], *, after: str, position: int) -> Iterator[Row]:
    """Yield contents as rows that go on from a hash.

    Args:
        contents: The entries.
        after: The hash before the first of them.
        position: The position before the first of them.
    """
    for content in contents:
        position += 1
        after = sha256(f"{after} {position} {content}".encode()).hexdigest()
        yield _new_row((position, content, after))


def hash_of(row: Row, *, before: str) -> str:
    """Return the hash that a row should have behind another's."""
    text = f"{before} {row.position} {row.content}"
    # Whoever tampers may leave what is no text.
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def are_linked(rows: list[Row], *, after: str, position: int) -> bool:
    """Tell whether rows go on from a hash and a position without a gap or a change."""
    if [row[0] for row in rows] != list(range(position + 1, position + 1 + len(rows))):
        return False
    hashes = [row[2] for row in rows]
    before = [after, *hashes[:-1]]
    try:
        return hashes == [
            sha256(f"{last} {number} {content}".encode()).hexdigest()
            for last, (number, content, _) in zip(before, rows, strict=True)
        ]
    except UnicodeEncodeError:
        return False
