"""What a stream package says of itself, readable without running its code."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from penstock.kernel.sides import Side

_TEXTS = ("id", "name", "extra", "items", "acts")
_KEYS = (*_TEXTS, "ports", "stages")
_STAGE_TEXTS = ("work", "side", "status", "because", "procedure")
_STAGE_KEYS = (*_STAGE_TEXTS, "papers")
_STATUSES = ("by-hand", "exempt")


class ManifestError(ValueError):
    """A manifest that cannot be followed: every reason at once."""

    def __init__(self, file: str, *, problems: tuple[str, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(f"{file} cannot be followed: {'; '.join(problems)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntry:
    """What a manifest says of one stage.

    Invariants:
        A stage has either work or a status.

    Args:
        work: The function that does it, as `module:function` within the package.
        side: The side of the company that the function works for.
        status: `by-hand` or `exempt`.
        because: Why it has no code.
        papers: Working documents of the stage, which it starts and ends without.
        procedure: The procedure of the stream that it is a stage of; empty for the stream's own.
    """

    work: str = ""
    side: Side | None = None
    status: str = ""
    because: str = ""
    papers: tuple[str, ...] = ()
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a stream package says of itself.

    Args:
        stream_id: The value stream.
        name: What its documents call it; a stream of the same id with another name is another
            company's, and none of this is about it. Empty where any name will do.
        extra: The optional dependencies that its code needs.
        items: The module of the package that holds further types of its items.
        acts: The module, or package of modules, that holds what people do within stages.
        ports: What makes its ports, by their Protocols; both as `module:name` within the package.
        stages: What becomes of each stage, by id.
    """

    stream_id: str
    name: str = ""
    extra: str = ""
    items: str = ""
    acts: str = ""
    ports: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, StageEntry]


def read_manifest(text: str, *, file: str) -> Manifest:
    """Return what a manifest says.

    Raises:
        ManifestError: It is no TOML, or says what no manifest can say.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(file, problems=(f"it is no TOML: {error}",)) from error
    problems = tuple(_problems(said))
    if problems:
        raise ManifestError(file, problems=problems)
    return Manifest(
        stream_id=said["id"],
        name=said.get("name", ""),
        extra=said.get("extra", ""),
        items=said.get("items", ""),
        acts=said.get("acts", ""),
        ports=said.get("ports", {}),
        stages={stage_id: _entry(entry) for stage_id, entry in said.get("stages", {}).items()},
    )


def _entry(said: Mapping[str, Any]) -> StageEntry:
    return StageEntry(
        work=said.get("work", ""),
        side=Side(said["side"]) if "side" in said else None,
        status=said.get("status", ""),
        because=said.get("because", ""),
        papers=tuple(said.get("papers", ())),
        procedure=said.get("procedure", ""),
    )


def _problems(said: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(said, _KEYS, "it has ")
    if not said.get("id"):
        yield 'it does not say id = "…", the value stream'
    for key in _TEXTS:
        if not isinstance(said.get(key, ""), str):
            yield f"{key} is {said[key]!r}, not a text"
    yield from _unfit_ports(said.get("ports", {}))
    stages = said.get("stages", {})
    if not isinstance(stages, dict):
        yield f'stages is {stages!r}, not tables such as [stages."NCV-03.1"]'
        return
    for stage_id, entry in stages.items():
        for problem in _stage_problems(entry):
            yield f'[stages."{stage_id}"] {problem}'


def _unfit_ports(ports: Any) -> Iterator[str]:
    if not isinstance(ports, dict):
        yield f'ports is {ports!r}, not a table such as "ports:Suppliers" = "suppliers:suppliers"'
        return
    for place in (place for pair in ports.items() for place in pair):
        if not (isinstance(place, str) and all(place.partition(":"))):
            yield f'[ports] says {place!r}; write it as "module:name"'


def _stage_problems(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"is {entry!r}, not a table"
        return
    yield from _unknown(entry, _STAGE_KEYS, "has ")
    yield from _unfit_papers(entry.get("papers", []))
    wrong = [key for key in _STAGE_TEXTS if not isinstance(entry.get(key, ""), str)]
    yield from (f"{key} is {entry[key]!r}, not a text" for key in wrong)
    if not wrong:
        yield from _contradictions(entry)


def _unfit_papers(papers: Any) -> Iterator[str]:
    names = papers if isinstance(papers, list) else [None]
    if not all(isinstance(each, str) and each.strip() for each in names):
        yield f'papers is {papers!r}, not a list of names such as ["Purchase orders"]'
    elif len(set(names)) < len(names):
        yield f"papers is {papers!r}, which names one twice"


def _contradictions(entry: Mapping[str, str]) -> Iterator[str]:
    work, status, side = (entry.get(key, "") for key in ("work", "status", "side"))
    if bool(work) == bool(status):
        yield 'has to say either work = "module:function" or status = "by-hand" or "exempt"'
    if work and not all(work.partition(":")):
        yield f'work is “{work}”; write it as "module:function"'
    if work and not side:
        yield 'says no side; write side = "regulated", "non-regulated" or "enterprise"'
    if status and status not in _STATUSES:
        yield f"status is “{status}”, which is neither by-hand nor exempt"
    if side and side not in list(Side):
        yield f"side is “{side}”, which is none of {', '.join(Side)}"


def _unknown(said: Mapping[str, Any], known: tuple[str, ...], verb: str) -> Iterator[str]:
    for key in said:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}"
            yield f"{verb}“{key}”, which nobody knows ({hint})"
