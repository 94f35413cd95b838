"""The three tools: how each gets the company, is run, and what it says it has read."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.architecture.company import Company
from benchmarks.architecture.forms import markdown, sphinx_needs, strictdoc
from benchmarks.common.environments import PeerEnvironment
from benchmarks.common.measuring import Run

TRACED = 20
CHILDREN = Path(__file__).resolve().parent / "children"
SPHINX_NEEDS = PeerEnvironment(benchmark="architecture", name="sphinx-needs")
STRICTDOC = PeerEnvironment(benchmark="architecture", name="strictdoc")


class Read(NamedTuple):
    """How many items and links a tool has read."""

    items: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool under measurement.

    Args:
        name: What people call it.
        write: Writes the company in the tool's form into a new folder.
        command: The command that loads, checks and traces a folder, and may write to another.
        read: What the tool says it has read, from its output or the folder it wrote to.
        faulted: Whether a run tells of a broken link.
    """

    name: str
    write: Callable[[Company, Path], None]
    command: Callable[[Path, Path], list[str]]
    read: Callable[[Run, Path], Read]
    faulted: Callable[[Run], bool]


def _penstock(documents: Path, _output: Path) -> list[str]:
    return [sys.executable, str(CHILDREN / "penstock_run.py"), str(documents), str(TRACED)]


def _penstock_read(done: Run, _output: Path) -> Read:
    answer = json.loads(done.output)
    return Read(answer["items"], answer["links"])


def _penstock_faulted(done: Run) -> bool:
    return "CAP-001" in json.loads(done.output)["findings"]


def _sphinx_needs(documents: Path, output: Path) -> list[str]:
    program = SPHINX_NEEDS.program("sphinx-build")
    return [program, "-q", "-E", "-b", "needs", str(documents), str(output)]


def _sphinx_needs_read(_done: Run, output: Path) -> Read:
    written = json.loads((output / "needs.json").read_text(encoding="utf-8"))
    (version,) = written["versions"].values()
    needs = version["needs"].values()
    return Read(len(needs), sum(len(need.get("links", ())) for need in needs))


def _strictdoc(documents: Path, output: Path) -> list[str]:
    program = STRICTDOC.program("strictdoc")
    options = ["--no-parallelization", "--formats=json", "--output-dir", str(output)]
    return [program, "export", *options, str(documents)]


def _strictdoc_read(_done: Run, output: Path) -> Read:
    written = json.loads((output / "json" / "index.json").read_text(encoding="utf-8"))
    nodes = [node for document in written["DOCUMENTS"] for node in document["NODES"]]
    return Read(len(nodes), sum(len(node.get("RELATIONS", ())) for node in nodes))


PENSTOCK = Tool(
    name="Penstock",
    write=markdown.write,
    command=_penstock,
    read=_penstock_read,
    faulted=_penstock_faulted,
)
PEERS = (
    Tool(
        name="sphinx-needs",
        write=sphinx_needs.write,
        command=_sphinx_needs,
        read=_sphinx_needs_read,
        faulted=lambda done: "unknown outgoing link" in done.output,
    ),
    Tool(
        name="StrictDoc",
        write=strictdoc.write,
        command=_strictdoc,
        read=_strictdoc_read,
        faulted=lambda done: "parent requirement which doesn't exist" in done.output,
    ),
)
