"""The manual's folder, and the folder in which runs are kept."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from penstock.app.loading import reference_company
from penstock.governance.allocation.entities import Company, read_company
from penstock.governance.allocation.manual import Manual, files_of, read_manual
from penstock.governance.allocation.method_files import FOLDER, read_methods
from penstock.governance.allocation.methods import Method, Methods
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.reversing import SUFFIX, reversal
from penstock.governance.allocation.run_files import SEAL, inputs_of, read_run, written
from penstock.governance.allocation.running import run
from penstock.governance.allocation.runs import Run

MANUAL = Path("allocation")
RUNS = Path("allocation-runs")
"""Where runs are kept unless somebody says otherwise."""

Record = Callable[[Run, str], object]


class NoManualError(LookupError):
    """A folder holds no cost allocation manual."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} holds no cost allocation manual: there is no {FOLDER} with versions in "
            "TOML. Name the manual's folder with --in."
        )


class NoRunError(LookupError):
    """There is no run of a name."""

    def __init__(self, name: str, *, folder: Path, known: tuple[str, ...]) -> None:
        self.name = name
        there = f"It has {', '.join(known)}" if known else "It has none yet"
        super().__init__(
            f"{folder} has no run “{name}”. {there}. Make one with: penstock allocation run"
        )


class NoVersionError(LookupError):
    """A run that charged nothing, and so by no version of the manual."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Run {name} charged nothing, so it used no version. Name a version.")


class ChargedAlreadyError(Exception):
    """A period that a run charges already."""

    def __init__(self, standing: str, *, period: str) -> None:
        self.standing = standing
        super().__init__(
            f"Run {standing} charges {period} already, from other inputs. Take it back first: "
            f"penstock allocation reverse {standing}"
        )


class OtherBytesError(Exception):
    """A run that is there, and is not what it should be."""

    def __init__(self, path: Path, *, file: str) -> None:
        self.path = path
        super().__init__(
            f"{path / file} is not what this run writes. It was changed, or was written by "
            "another version of Penstock; nothing was overwritten."
        )


@dataclass(frozen=True, kw_only=True)
class KeptRun:
    """A run with its files.

    Args:
        path: The folder that holds it.
        run: What it says.
        files: All its files, as they were sealed.
        is_new: Whether it was not there before.
    """

    path: Path
    run: Run
    files: Mapping[str, bytes]
    is_new: bool = False

    @cached_property
    def manual(self) -> Manual:
        """What it was made from, with every cost line; slow where there are very many."""
        return read_manual(inputs_of(self.files), self.run.period)

    @cached_property
    def company(self) -> Company:
        """The legal entities that it was made for."""
        return read_company(inputs_of(self.files), Problems())

    @cached_property
    def methods(self) -> Methods:
        """The versions of the manual that there were."""
        return read_methods(inputs_of(self.files), Problems())

    @property
    def used(self) -> tuple[Method, ...]:
        """The versions that it used, the oldest first."""
        return tuple(each for each in self.methods.versions if each.version in self.run.versions)

    @property
    def seal(self) -> str:
        """The hash of the file that has the hashes of all others."""
        return sha256(self.files[SEAL]).hexdigest()


def usual_manual() -> Path:
    """Return the manual of this folder, or else that of the reference company."""
    return MANUAL if (MANUAL / FOLDER).is_dir() else reference_company() / "allocation"


def manual_beside(folder: Path | None) -> Path:
    """Return the manual of documents, or else the usual one."""
    own = folder / MANUAL if folder else MANUAL
    return own if (own / FOLDER).is_dir() else usual_manual()


def inputs(folder: Path, period: str) -> dict[str, bytes]:
    """Return what a period is allocated from.

    Raises:
        NoManualError: The folder holds no manual.
        UnfitPeriodError: The period is no month.
    """
    if not (folder / FOLDER).is_dir():
        raise NoManualError(folder)
    names = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    return {name: (folder / name).read_bytes() for name in files_of(period, names)}


def methods(folder: Path) -> Methods:
    """Return all versions of a manual.

    Raises:
        NoManualError: The folder holds no manual.
        AllocationRefusedError: A version cannot be read.
    """
    if not (folder / FOLDER).is_dir():
        raise NoManualError(folder)
    files = {f"{FOLDER}{each.name}": each.read_bytes() for each in folder.glob(f"{FOLDER}*.toml")}
    problems = Problems()
    found = read_methods(files, problems)
    problems.refuse_if_any()
    return found


@dataclass(frozen=True, slots=True)
class Runs:
    """The folder in which runs are kept, each in a folder that never changes.

    Args:
        folder: Where.
        record: Takes note of a new run and its seal before it is written, if somebody has to.
    """

    folder: Path
    record: Record | None = None

    def allocate(self, manual: Path, period: str) -> KeptRun:
        """Allocate a period and keep the run; one that is there already is the same to the byte.

        Raises:
            AllocationRefusedError: Something is missing, wrong or not allowed.
            ChargedAlreadyError: Another run charges the period.
            OtherBytesError: The run is there, and is another one.
        """
        files = inputs(manual, period)
        made = run(files, period)
        standing = self.standing(period)
        if standing not in {"", made.id}:
            raise ChargedAlreadyError(standing, period=period)
        return self._keep(made, written(made, files))

    def reverse(self, name: str) -> KeptRun:
        """Take a run back.

        Raises:
            NoRunError: There is no such run.
            AlreadyReversalError: It is a reversal itself.
            DamagedRunError: It is not what it was when it was made.
        """
        kept = self.find(name)
        taken_back = reversal(kept.run)
        return self._keep(taken_back, written(taken_back, inputs_of(kept.files)))

    def find(self, name: str) -> KeptRun:
        """Return a run by its folder, its id, or the beginning of the id of only one.

        Raises:
            NoRunError: There is none, or more than one.
            DamagedRunError: It is not what it was when it was made.
        """
        path = self._path(name)
        files = {
            each.relative_to(path).as_posix(): each.read_bytes()
            for each in path.rglob("*")
            if each.is_file()
        }
        return KeptRun(path=path, run=read_run(files), files=files)

    def seal(self, name: str) -> str:
        """Return the hash of the file that has the hashes of all others of a run."""
        return sha256((self.folder / name / SEAL).read_bytes()).hexdigest()

    def standing(self, period: str) -> str:
        """Return the run of a period that nobody took back; empty where there is none."""
        known = self.names()
        own = [each for each in known if each.startswith(f"{period}-") and SUFFIX not in each]
        return next((each for each in own if f"{each}{SUFFIX}" not in known), "")

    def _path(self, name: str) -> Path:
        if (Path(name) / SEAL).is_file():
            return Path(name)
        if name in (known := self.names()):
            return self.folder / name
        meant = [each for each in known if each.startswith(name) and not each.endswith(SUFFIX)]
        if len(meant) != 1:
            raise NoRunError(name, folder=self.folder, known=known)
        return self.folder / meant[0]

    def names(self) -> tuple[str, ...]:
        """Return what all runs are called, the oldest month first."""
        return tuple(sorted(seal.parent.name for seal in self.folder.glob(f"[!.]*/{SEAL}")))

    def _keep(self, made: Run, files: Mapping[str, bytes]) -> KeptRun:
        """Write a run whole or not at all; one that is there stays as it is."""
        path = self.folder / made.id
        is_new = not path.exists()
        if is_new:
            if self.record:
                self.record(made, sha256(files[SEAL]).hexdigest())
            self.folder.mkdir(parents=True, exist_ok=True)
            is_new = _written(Path(mkdtemp(prefix=".writing-", dir=self.folder)), path, files)
        if not is_new:
            for file, data in files.items():
                if not (path / file).is_file() or (path / file).read_bytes() != data:
                    raise OtherBytesError(path, file=file)
        return KeptRun(path=path, run=made, files=files, is_new=is_new)


def _written(beside: Path, path: Path, files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder was written; somebody else may have been faster."""
    try:
        for name, data in files.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        beside.chmod(0o777 & ~_umask())
        beside.rename(path)
    except OSError:
        if not path.exists():
            raise
        return False
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def _umask() -> int:
    """Return what the system takes from the rights of new files; it can only be read by setting."""
    current = os.umask(0)
    os.umask(current)
    return current


def method_of(name: str, *, manual: Path, runs: Runs) -> Method:
    """Return a version of a manual, or the last one that a run used.

    Raises:
        NoManualError: There is no manual.
        NoRunError: It is neither a version nor a run.
        NoVersionError: It is a run that used no version.
    """
    for method in methods(manual).versions:
        if method.version == name:
            return method
    used = runs.find(name).used
    if not used:
        raise NoVersionError(name)
    return used[-1]
