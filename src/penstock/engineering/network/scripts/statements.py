"""A feeder's scripts as one sequence of harmless commands, with what is read past the engine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.scripts import allowing
from penstock.engineering.network.scripts.lexing import Line, Parameter, Spot, lines

Read = Callable[[str], bytes]
"""Gives the bytes of a file by its path below the feeder's folder; raises NetworkError."""

_MOST_BYTES, _MOST_STATEMENTS, _DEEPEST = 4_000_000, 100_000, 20


class Statement(NamedTuple):
    """A command that OpenDSS may have.

    Args:
        spot: Where it stands.
        verb: `new`, `edit`, `set`, …
        kind: The class of its element, in lower case; empty where there is none.
        name: The name of its element.
        parameters: What is said about it.
    """

    spot: Spot
    verb: str
    kind: str = ""
    name: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def text(self) -> str:
        """Return the command as OpenDSS takes it."""
        words = [self.verb, f"{self.kind}.{self.name}" if self.kind else ""]
        return " ".join([each for each in words if each] + [each.text for each in self.parameters])


@dataclass(slots=True, kw_only=True)
class Script:
    """What a feeder's scripts say.

    Args:
        main: The file that was read first.
        statements: All commands in their order, redirected files in place.
        coordinates: x and y of buses, by the bus's name in lower case.
        protected: Elements that a breaker or recloser opens, in lower case; fuses are not among
            them, because a line section is bounded by what opens and closes by itself.
    """

    main: str
    statements: list[Statement] = field(default_factory=list)
    coordinates: dict[str, tuple[float, float]] = field(default_factory=dict)
    protected: set[str] = field(default_factory=set)


def read_script(main: str, read: Read) -> Script:
    """Read a feeder's main file, and every file that it redirects to.

    Args:
        main: Path of the main file, below the feeder's folder.
        read: Gives the bytes of a file below the feeder's folder.

    Raises:
        NetworkError: A file is missing, lies outside the folder, or says what is refused.
    """
    script = Script(main=main)
    _Reader(script, read).file(main, None, ())
    if not any(each.verb == "new" and each.kind == "circuit" for each in script.statements):
        raise NetworkError(
            f"{main} defines no circuit; expected a line such as 'New Circuit.NAME basekv=12.47'. "
            "Name the feeder's master file."
        )
    return script


class _Reader:
    """Walks through files, judges every line, and keeps what is to be done."""

    def __init__(self, script: Script, read: Read) -> None:
        self._script, self._read = script, read
        self._bytes = 0
        self._left_out = self._protection = False

    def file(self, path: str, spot: Spot | None, above: tuple[str, ...]) -> None:
        """Read a file and what it redirects to."""
        if path in above or len(above) >= _DEEPEST:
            raise NetworkError(f"{spot}: {path} redirects to itself, or through too many files.")
        for line in lines(self._text(path), path):
            self._line(line, above)

    def _text(self, path: str) -> str:
        data = self._read(path)
        self._bytes += len(data)
        if self._bytes > _MOST_BYTES:
            raise NetworkError(f"{path}: the feeder's files have more than 4 MB together.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("latin-1")

    def _line(self, line: Line, above: tuple[str, ...]) -> None:
        spot, (first, *rest) = line
        if first.name.count(".") == 2:
            # Class.Name.property=value edits an element without saying so.
            kind, name, prop = first.name.split(".")
            edited = (Parameter("", f"{kind}.{name}"), first._replace(name=prop), *rest)
            return self._do("edit", edited, spot)
        if first.name:
            allowing.command(f"{first.name}=", spot)
        verb = allowing.command(first.value, spot)
        if verb in {"redirect", "compile"}:
            return self._redirect(tuple(rest), spot, above)
        return self._do(verb, tuple(rest), spot)

    def _do(self, verb: str, words: tuple[Parameter, ...], spot: Spot) -> None:
        if len(self._script.statements) >= _MOST_STATEMENTS:
            raise NetworkError(f"{spot}: the feeder has more than {_MOST_STATEMENTS:,} statements.")
        self._script.statements.extend(_DONE[verb](self, words, spot))

    def _redirect(self, words: tuple[Parameter, ...], spot: Spot, above: tuple[str, ...]) -> None:
        path = _beside(words, spot)
        self.file(path, spot, (*above, spot.file))

    def elements(self, words: tuple[Parameter, ...], spot: Spot, verb: str) -> Iterator[Statement]:
        """Yield the statement that makes or changes an element."""
        if not words:
            raise NetworkError(f"{spot}: “{verb}” names no element.")
        kind, name = allowing.element(words[0].value, spot)
        measures = kind in allowing.UNSOLVED | allowing.PROTECTION
        self._left_out = measures or (verb == "edit" and kind in allowing.SHAPES)
        self._protection = kind in {"recloser", "relay"}
        if self._left_out:
            self._protect(words[1:])
            return
        if kind in allowing.SHAPES:
            self._left_out = True
            # A snapshot needs the shape's name alone, because loads call it.
            yield Statement(spot, "new", kind, name, _FLAT[kind])
            return
        allowing.check_properties(words[1:], spot, positions=verb == "new")
        yield Statement(spot, verb, kind, name, words[1:])

    def more(self, words: tuple[Parameter, ...], spot: Spot) -> Iterator[Statement]:
        """Yield the statement that says more about the last element."""
        if self._left_out:
            self._protect(words)
            return
        allowing.check_properties(words, spot, positions=False)
        yield Statement(spot, "more", parameters=words)

    def _protect(self, words: tuple[Parameter, ...]) -> None:
        for each in words if self._protection else ():
            if each.name and any(name.startswith(each.name) for name in _SWITCHED):
                self._script.protected.add(each.value.strip().casefold())

    def coordinates(self, words: tuple[Parameter, ...], spot: Spot) -> Iterator[Statement]:
        """Read a file of rows with bus, x and y, which the engine need not know."""
        self._script.coordinates.update(read_points(self._text(_beside(words, spot)).encode()))
        return iter(())


_SWITCHED = ("monitoredobj", "switchedobj")
_FLAT: Mapping[str, tuple[Parameter, ...]] = {
    "loadshape": (Parameter("npts", "1"), Parameter("interval", "1"), Parameter("mult", "1", "[")),
    "growthshape": (Parameter("npts", "1"), Parameter("year", "1"), Parameter("mult", "1")),
    "priceshape": (Parameter("npts", "1"), Parameter("price", "1")),
    "tshape": (Parameter("npts", "1"), Parameter("temp", "25")),
    "tempshape": (Parameter("npts", "1"), Parameter("temp", "25")),
}


def read_points(data: bytes) -> dict[str, tuple[float, float]]:
    """Return x and y of buses, by the bus's name in lower case, from rows of bus, x and y."""
    found = {}
    for row in data.decode("utf-8", "replace").splitlines():
        parts = row.replace(",", " ").replace('"', " ").split()
        if len(parts) >= 3 and (at := _point(parts[1:3])):
            found[parts[0].casefold()] = at
    return found


def _point(words: Sequence[str]) -> tuple[float, float] | None:
    try:
        return float(words[0]), float(words[1])
    except ValueError:
        return None


def _set(_: _Reader, words: tuple[Parameter, ...], spot: Spot) -> Iterator[Statement]:
    chosen = allowing.options(words, spot)
    if chosen:
        yield Statement(spot, "set", parameters=chosen)


def _solve(_: _Reader, words: tuple[Parameter, ...], spot: Spot) -> Iterator[Statement]:
    # A study solves when the circuit is complete; here only the options count.
    return _set(_, words, spot)


def _switch(verb: str) -> "_Do":
    def do(_: _Reader, words: tuple[Parameter, ...], spot: Spot) -> Iterator[Statement]:
        kind, name = allowing.element(words[0].value if words else "", spot)
        numbers = tuple(Parameter("", each.value) for each in words[1:] if _is_small(each.value))
        if len(numbers) < len(words) - 1:
            raise NetworkError(
                f"{spot}: “{verb} {kind}.{name}” takes terminal and conductor alone."
            )
        yield Statement(spot, verb, kind, name, numbers)

    return do


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3


def _bare(verb: str) -> "_Do":
    def do(_: _Reader, words: tuple[Parameter, ...], spot: Spot) -> Iterator[Statement]:
        allowing.check_properties(words, spot, positions=True)
        yield Statement(spot, verb, parameters=words)

    return do


def _nothing(*_: object) -> Iterator[Statement]:
    return iter(())


_Do = Callable[[_Reader, tuple[Parameter, ...], Spot], Iterator[Statement]]
_DONE: Mapping[str, _Do] = {
    "new": lambda reader, words, spot: reader.elements(words, spot, "new"),
    "edit": lambda reader, words, spot: reader.elements(words, spot, "edit"),
    "batchedit": lambda reader, words, spot: reader.elements(words, spot, "batchedit"),
    "more": lambda reader, words, spot: reader.more(words, spot),
    "buscoords": lambda reader, words, spot: reader.coordinates(words, spot),
    "set": _set,
    "solve": _solve,
    "open": _switch("open"),
    "close": _switch("close"),
    "enable": _switch("enable"),
    "disable": _switch("disable"),
    "setkvbase": _bare("setkvbase"),
    "setbusxy": _bare("setbusxy"),
    "calcvoltagebases": lambda _reader, _words, spot: iter((Statement(spot, "calcvoltagebases"),)),
    "clear": _nothing,
    "makebuslist": _nothing,
    "addbusmarker": _nothing,
}


def _beside(words: tuple[Parameter, ...], spot: Spot) -> str:
    """Return the path below the feeder's folder that a file names, seen from its own folder."""
    named = words[0].value.strip().replace("\\", "/") if words else ""
    if not named:
        raise NetworkError(f"{spot}: the command names no file.")
    parts = [] if named.startswith("/") else list(PurePosixPath(spot.file).parent.parts)
    outside = named.startswith("/") or ":" in named
    for part in PurePosixPath(named).parts:
        if part == "..":
            outside = outside or not parts
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    if outside:
        raise NetworkError(
            f"{spot}: “{named[:120]}” lies outside the feeder's folder, and is not read. Copy the "
            "file beside the feeder, or name a folder that holds both with --within."
        )
    return "/".join(parts)
