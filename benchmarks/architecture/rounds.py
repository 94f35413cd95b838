"""The measurement itself: what is run, in which order, and what is kept of it."""

import json
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.architecture import company
from benchmarks.architecture.tools import CHILDREN, PEERS, PENSTOCK, Read, Tool
from benchmarks.common.environments import ROOT, SCRATCH, variables
from benchmarks.common.measuring import Run, measured, run

IN_PROCESS = "Penstock without its start"
BARE_PARSE = "bare parse"
TEXT_PARSE = "bare parse that leaves tables as text"
DOCUMENTS = "check of documents"
HELP = "penstock --help"

_SMALL = 100
_SHARED = Path(os.environ.get("PENSTOCK_SHARED", ROOT.parent / "shared")) / "documents"


class UnfairError(Exception):
    """A tool does less, or reads something else, than it should: its time could not be compared."""


@dataclass(frozen=True, slots=True)
class Samples:
    """CPU seconds by what was measured."""

    cpu_s: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, seconds: float) -> None:
        self.cpu_s[name].append(seconds)
        print(f"  {name:<32}{seconds:8.3f} s", file=sys.stderr, flush=True)


def what_is_checked() -> str:
    """Return how to call the documents that are checked beside the made-up ones."""
    return "../shared/documents" if _SHARED.is_dir() else "enterprise/quantum-energy"


def _documents() -> Path:
    """Return the folder of real documents beside the checkout, or else the reference company's."""
    return _SHARED if _SHARED.is_dir() else ROOT / "enterprise" / "quantum-energy"


def prove() -> None:
    """Let each tool find a broken link in a small company; this also leaves byte code behind.

    Raises:
        UnfairError: A tool says nothing of it.
    """
    broken = company.with_broken_link(company.make(_SMALL))
    for tool in (PENSTOCK, *PEERS):
        documents = _write(tool, broken, SCRATCH / "broken")
        with _output() as output:
            done = run(tool.command(documents, output), folder=ROOT, variables=variables())
        if not tool.faulted(done):
            raise UnfairError(f"{tool.name} does not tell of a broken link:\n{done.output}")


def measure(items: int, *, rounds: int, peer_rounds: int) -> Samples:
    """Measure all tools on the same company, taking turns.

    Raises:
        FailedRunError: A tool failed.
        UnfairError: A tool has not read all items and links.
    """
    whole = company.make(items)
    folders = {tool.name: _write(tool, whole, SCRATCH / "items") for tool in (PENSTOCK, *PEERS)}
    links = sum(len(item.links) for item in whole.items())
    samples = Samples()
    _ours(Samples(), folders, Read(items, links))
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        _ours(samples, folders, Read(items, links))
        if number * peer_rounds % rounds < peer_rounds:
            for tool in PEERS:
                _compared(tool, folders[tool.name], samples, Read(items, links))
    return samples


def _ours(samples: Samples, folders: dict[str, Path], expected: Read) -> None:
    """Measure everything of Penstock's once."""
    done = _compared(PENSTOCK, folders[PENSTOCK.name], samples, expected)
    samples.add(IN_PROCESS, json.loads(done.output)["cpu_s"])
    for name, flags in ((BARE_PARSE, ["--tables"]), (TEXT_PARSE, [])):
        bare = _python(CHILDREN / "bare_parse.py", folders[PENSTOCK.name], *flags)
        samples.add(name, json.loads(bare.output)["cpu_s"])
    checked = _python(CHILDREN / "penstock_run.py", _documents())
    samples.add(DOCUMENTS, json.loads(checked.output)["cpu_s"])
    helped = [str(Path(sys.executable).with_name("penstock")), "--help"]
    samples.add(HELP, measured(helped, folder=ROOT, variables=variables()).cpu_s)


def _compared(tool: Tool, documents: Path, samples: Samples, expected: Read) -> Run:
    with _output() as output:
        command = tool.command(documents, output)
        done = measured(command, folder=ROOT, variables=variables())
        found = tool.read(done, output)
    if found != expected:
        raise UnfairError(f"{tool.name} has read {found}, but was given {expected}.")
    samples.add(tool.name, done.cpu_s)
    return done


def _python(script: Path, *arguments: object) -> Run:
    command = [sys.executable, str(script), *map(str, arguments)]
    return measured(command, folder=ROOT, variables=variables())


def _write(tool: Tool, whole: company.Company, parent: Path) -> Path:
    folder = parent / tool.name
    shutil.rmtree(folder, ignore_errors=True)
    tool.write(whole, folder)
    return folder


@contextmanager
def _output() -> Iterator[Path]:
    """Give a folder that does not exist yet, so that no tool finds a cache of its own."""
    folder = SCRATCH / "output"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
