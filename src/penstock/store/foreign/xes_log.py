"""Logs in XES (IEEE 1849-2016), read event by event: nothing from elsewhere, nothing unbounded."""

import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from penstock.measurement.foreign.faults import Faults
from penstock.measurement.foreign.normalising import Chunk
from penstock.store.foreign.errors import ForeignLogError
from penstock.store.foreign.reading import CHUNK

_READ_BYTES = 1 << 18
# A log shrinks to a thirtieth when it is packed; what shrinks to this part holds no events.
_MOST_TIMES, _HARMLESS_BYTES = 200, 1 << 26
# One attribute of a log is a name, a moment or a number.
_LONGEST_TAG_BYTES = 1 << 22
_GZIP = b"\x1f\x8b"
_VALUES = frozenset(("string", "date", "int", "float", "boolean", "id"))
CASE = "case:"


@dataclass(frozen=True, slots=True)
class XesLog:
    """A log in XES, packed with gzip or plain."""

    file: Path

    def names(self) -> tuple[str, ...]:
        """Return the keys of its events, and those of its traces with `case:` before them.

        Raises:
            ForeignLogError: It is no XES.
        """
        names: dict[str, None] = {}
        for event in _events(self.file):
            names |= dict.fromkeys(event)
        return tuple(names)

    def chunks(self, columns: Sequence[str], faults: Faults) -> Iterator[Chunk]:
        """Yield its events in the order of the file.

        Raises:
            ForeignLogError: It is no XES.
        """
        del faults  # what is no event is no XES either
        return chunks_of(_events(self.file), columns)


def chunks_of(events: Iterator[Mapping[str, str]], columns: Sequence[str]) -> Iterator[Chunk]:
    """Yield events as columns, so many at a time."""
    place = 1
    rows: list[list[str | None]] = []
    for event in events:
        rows.append([event.get(name) for name in columns])
        if len(rows) == CHUNK:
            yield _chunk(place, rows, columns)
            place, rows = place + len(rows), []
    if rows:
        yield _chunk(place, rows, columns)


def _chunk(place: int, rows: list[list[str | None]], columns: Sequence[str]) -> Chunk:
    texts = dict(zip(columns, zip(*rows, strict=True), strict=True))
    return Chunk(range(place, place + len(rows)), texts)


@dataclass(slots=True)
class _Handler:
    """Collects events while their elements go by."""

    trace: dict[str, str] = field(default_factory=dict)
    event: dict[str, str] | None = None
    ready: list[dict[str, str]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    seen: bool = False
    unfinished_bytes: int = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        name, self.seen = name.rpartition(":")[2], True
        if not self.within and name != "log":
            raise ValueError(f"its outermost element is {name}, and that of XES is log")
        parent = self.within[-1] if self.within else ""
        self.within.append(name)
        if name == "trace":
            self.trace = {}
        elif name == "event":
            self.event = {}
        elif name in _VALUES and parent in {"trace", "event"}:
            self._value(parent, attributes)

    def require_short(self, more_bytes: int) -> None:
        """Refuse an element that goes on without an end, before it fills the memory."""
        self.unfinished_bytes = 0 if self.seen else self.unfinished_bytes + more_bytes
        self.seen = False
        if self.unfinished_bytes > _LONGEST_TAG_BYTES:
            raise ValueError("one of its elements is longer than 4 MiB")

    def _value(self, parent: str, attributes: dict[str, str]) -> None:
        key, value = attributes.get("key", ""), attributes.get("value", "")
        if parent == "trace":
            self.trace[f"{CASE}{key}"] = value
        elif self.event is not None:
            self.event[key] = value

    def end(self, _name: str) -> None:
        self.seen = True
        if self.within.pop() == "event" and self.event is not None:
            self.ready.append({**self.trace, **self.event})
            self.event = None


def _events(file: Path) -> Iterator[dict[str, str]]:
    """Yield each event with what its trace says.

    Raises:
        ForeignLogError: It is no XES.
    """
    handler, parser = _Handler(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = handler.begin, handler.end
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        with file.open("rb") as packed:
            for read in _unpacked(packed, file.stat().st_size):
                parser.Parse(read, False)  # noqa: FBT003
                handler.require_short(len(read))
                yield from handler.ready
                handler.ready.clear()
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ForeignLogError(file, f"it is no XES: {error}.") from error
    yield from handler.ready


def _refuse_declarations(*_said: object) -> None:
    raise ValueError("it declares a document type, which can name files and unpack without end")


def _unpacked(file: IO[bytes], packed_bytes: int) -> Iterator[bytes]:
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    count = 0
    with closing(gzip.GzipFile(fileobj=file)) if is_packed else closing(file) as plain:
        while read := plain.read(_READ_BYTES):
            count += len(read)
            if is_packed and count > max(_HARMLESS_BYTES, _MOST_TIMES * packed_bytes):
                raise ValueError(
                    f"unpacked, it is more than {_MOST_TIMES} times as large; no log shrinks so"
                )
            yield read
