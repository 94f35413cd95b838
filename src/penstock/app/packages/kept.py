"""What Penstock's own packages say to checks, kept in the user's cache while no source changes.

To load a package imports sciences and builds types, which takes longer than a whole check. What it
says depends on nothing but the sources, so it is asked again only where one of them changed.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import penstock
from penstock.app.packages.installed import StreamPackage
from penstock.architecture.checks.code.streams import ActCode, StageCode, StreamCode
from penstock.kernel.sides import Side

SOURCES = Path(penstock.__file__).parent
_READ = (".py", ".toml")


def remembered(
    package: StreamPackage, say: Callable[[], StreamCode], *, sources: Path = SOURCES
) -> StreamCode:
    """Return what a package says, from an earlier time where no source changed since.

    Args:
        package: The package. Those of others are asked each time: nobody here knows what they read.
        say: Asks it.
        sources: The folder of all that Penstock's packages are made of.
    """
    path = _path(package, sources)
    if path is None:
        return say()
    state = _state(sources)
    if (known := _known(path, state)) is not None:
        return known
    found = say()
    # Why code cannot be used may lie outside the sources, and be mended there.
    if not found.unusable and not any(each.unusable for each in found.stages.values()):
        _keep(path, {"state": state, "code": asdict(found)})
    return found


def _path(package: StreamPackage, sources: Path) -> Path | None:
    """Return where it is kept what a package says; None where it is not kept."""
    if not package.is_own or (folder := folder_of_user()) is None:
        return None
    place = sha256(f"{sources} {sys.implementation.cache_tag}".encode()).hexdigest()[:16]
    return folder / "penstock" / f"{package.name}-{place}.json"


def folder_of_user() -> Path | None:
    """Return where programs of the user keep what they can find out again."""
    if named := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(named)
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return None


def _state(sources: Path) -> str:
    """Return what changes with any source, and with what is installed."""
    return sha256(repr(sorted(_facts(sources))).encode()).hexdigest()


def _facts(sources: Path) -> Iterator[tuple[str, int, int]]:
    """Yield names, sizes and moments of change, by which Python too knows its sources again."""
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")):
            with suppress(OSError):
                yield place, 0, Path(place).stat().st_mtime_ns
    folders = [str(sources)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for each in entries:
                if each.name.endswith(_READ):
                    facts = each.stat()
                    yield each.path, facts.st_size, facts.st_mtime_ns
                elif each.is_dir() and each.name != "__pycache__":
                    folders.append(each.path)


def _known(path: Path, state: str) -> StreamCode | None:
    """Return what was kept in a state of the sources; None for another, and for what is broken."""
    try:
        kept = json.loads(path.read_bytes())
        return _stream(kept["code"]) if kept["state"] == state else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _keep(path: Path, value: Mapping[str, Any]) -> None:
    """Put a file in its place at once; where nothing can be written, the next check asks again."""
    aside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(value, default=sorted), encoding="utf-8")
        aside.replace(path)


def _stream(plain: dict[str, Any]) -> StreamCode:
    stages = {stage_id: _stage(each) for stage_id, each in plain["stages"].items()}
    acts = tuple(_act(each) for each in plain["acts"])
    procedures = frozenset(plain["procedures"])
    return StreamCode(**plain | {"stages": stages, "acts": acts, "procedures": procedures})


def _stage(plain: dict[str, Any]) -> StageCode:
    side = Side(plain["side"]) if plain["side"] else None
    return StageCode(**plain | {"side": side, "missing_ports": tuple(plain["missing_ports"])})


def _act(plain: dict[str, Any]) -> ActCode:
    items = {name: tuple(keys) for name, keys in plain["items"].items()}
    several = {name: tuple(plain[name]) for name in ("roles", "missing_ports")}
    return ActCode(**plain | several | {"items": items})
