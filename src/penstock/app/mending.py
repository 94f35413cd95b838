"""The use case of repairing: what is safe is mended until nothing is left, then written."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import NamedTemporaryFile

from penstock.app.checking import Plan, Report, judge
from penstock.app.gathering import documents, root_of
from penstock.architecture.checks.fixing import mended
from penstock.architecture.documents.source import Source
from penstock.architecture.reading import read
from penstock.kernel.findings import Finding

# Repairs make room for others; that takes two or three rounds, and never goes on for ever.
_ROUNDS = 20


class NotWrittenError(Exception):
    """A repaired document could not be written; what stands there is as it was."""

    def __init__(self, path: Path, because: str) -> None:
        self.path = path
        super().__init__(f"{path} was not written: {because}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A document before and after its repair."""

    before: Source
    after: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What repairing comes to.

    Args:
        root: The folder that the documents' paths are seen from.
        report: What is left to be mended by people.
        repaired: The findings that were repaired.
        changes: The documents that become others.
    """

    root: Path
    report: Report
    repaired: tuple[Finding, ...]
    changes: tuple[Change, ...]


def mend(path: Path, plan: Plan) -> Mending:
    """Repair what lies at a path, in memory."""
    root = root_of(path)
    before = folder = documents(path, plan.settings)
    report = judge(read(folder), plan, root=root)
    repaired: list[Finding] = []
    for _ in range(_ROUNDS):
        folder, made = mended(folder, report.findings)
        if not made:
            break
        repaired.extend(made)
        report = judge(read(folder), plan, root=root)
    changes = tuple(
        Change(before=was.source, after=folder.documents[name].source)
        for name, was in before.documents.items()
        if was.source.text != folder.documents[name].source.text
    )
    return Mending(root=root, report=report, repaired=tuple(repaired), changes=changes)


def write(mending: Mending) -> None:
    """Write the repaired documents.

    Raises:
        NotWrittenError: A file is not as it was read, or cannot be written.
    """
    for change in mending.changes:
        path, before, after = mending.root / change.before.path, change.before, change.after
        try:
            _replace(path, before.encode(before.text), after.encode(after.text))
        except OSError as error:
            raise NotWrittenError(path, error.strerror or str(error)) from error


def diff(mending: Mending, *, show: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its end, and with paths as they are shown."""
    for change in mending.changes:
        name = show(change.before.path)
        lines = unified_diff(
            _lines(change.before.text),
            _lines(change.after.text),
            fromfile=f"a/{name}",
            tofile=f"b/{name}",
        )
        for line in lines:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Return lines with their ends; of the ends that Python knows, a patch knows this one."""
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _replace(path: Path, expected: bytes, data: bytes) -> None:
    """Put other bytes in a file's place at once, so that nobody ever reads the half of them."""
    target = path.resolve()
    if target.read_bytes() != expected:
        raise NotWrittenError(path, "somebody changed it meanwhile, so run the check again")
    with NamedTemporaryFile(dir=target.parent, prefix=".penstock-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            shutil.copymode(target, file.name)
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    Path(file.name).replace(target)
