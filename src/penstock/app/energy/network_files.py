"""Feeders by the words a person types, and their files, read below one folder and nowhere else."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.scripts.statements import Script, read_points, read_script

_MASTER = "master.dss"
_CIRCUIT = re.compile(rb"^\s*new\s+(object\s*=\s*)?[\"']?circuit\.", re.IGNORECASE | re.MULTILINE)
_FACTS = "feeder.toml"
_MOST_BYTES = 4_000_000
_COORDINATES = ("buscoords.", "busxy.", "_busxy.", "coordinates.")


class NoFeederError(LookupError):
    """There is no such feeder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeederFiles:
    """Where a feeder's scripts lie.

    Args:
        folder: Nothing outside of it is read.
        main: The script that is read first, below the folder, with `/`.
    """

    folder: Path
    main: str

    def read(self, path: str) -> bytes:
        """Return the bytes of a file below the folder; letters may be of either case.

        Raises:
            NetworkError: There is none, it lies outside, or is too large.
        """
        file = self._found(path)
        if not file.is_relative_to(self.folder):
            raise NetworkError(f"{path} leads out of the feeder's folder, and is not read.")
        try:
            if file.stat().st_size > _MOST_BYTES:
                raise NetworkError(f"{path} has more than 4 MB; expected the script of a feeder.")
            return file.read_bytes()
        except OSError as error:
            because = error.strerror or "it is no file"
            raise NetworkError(f"{path} cannot be read: {because.lower()}.") from error

    def _found(self, path: str) -> Path:
        file = self.folder / path
        if not file.exists() and file.parent.is_dir():
            name = file.name.casefold()
            same = (each for each in sorted(file.parent.iterdir()) if each.name.casefold() == name)
            file = next(same, file)
        return file.resolve()

    def script(self) -> Script:
        """Read the scripts, with coordinates that lie beside them and that nothing names.

        Raises:
            NetworkError: A script is missing, or says what is refused.
        """
        script = read_script(self.main, self.read)
        if not script.coordinates:
            for each in sorted((self.folder / self.main).parent.glob("*.*")):
                if any(part in each.name.casefold() for part in _COORDINATES):
                    path = each.relative_to(self.folder).as_posix()
                    script.coordinates.update(read_points(self.read(path)))
        return script

    def facts(self) -> str | None:
        """Return the text of `feeder.toml` beside the main script; None where there is none.

        Raises:
            NetworkError: It cannot be read.
        """
        path = (Path(self.main).parent / _FACTS).as_posix()
        return self.read(path).decode("utf-8", "replace") if self._found(path).exists() else None


def find_feeder(words: str, *, within: Path | None = None) -> FeederFiles:
    """Return the feeder that words mean: a script, a folder with one, or one that ships.

    Args:
        words: A path, or the name of a feeder of the reference company.
        within: The folder that its files may lie in; the main script's own by default.

    Raises:
        NoFeederError: There is none.
        NetworkError: The main script lies outside of the folder that its files may lie in.
    """
    file = _file(words)
    folder = (within or file.parent).resolve()
    if not file.is_relative_to(folder):
        raise NetworkError(f"{file} does not lie in {folder}, the folder that --within names.")
    return FeederFiles(folder=folder, main=file.relative_to(folder).as_posix())


def shipped_feeders() -> tuple[str, ...]:
    """Return the names of the feeders that ship with the reference company."""
    folder = _shipped()
    return tuple(sorted(each.parent.name for each in folder.glob(f"*/{_MASTER}")))


def _shipped() -> Path:
    # Imported late: it brings the reader of documents, which a feeder of one's own does not need.
    from penstock.app.loading import reference_company

    return reference_company() / "feeders"


def _file(words: str) -> Path:
    path = Path(words)
    if path.is_file():
        return path.resolve()
    if path.is_dir():
        return _master_in(path).resolve()
    if words in shipped_feeders():
        return (_shipped() / words / _MASTER).resolve()
    near = get_close_matches(words, shipped_feeders(), n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise NoFeederError(
        f"There is no feeder “{words}”.{hint} Name an OpenDSS script, a folder with one, or a "
        f"feeder that ships: {', '.join(shipped_feeders())}."
    )


def _master_in(folder: Path) -> Path:
    scripts = [each for each in sorted(folder.iterdir()) if each.suffix.casefold() == ".dss"]
    masters = [each for each in scripts if _CIRCUIT.search(_beginning(each))]
    if len(masters) == 1:
        return masters[0]
    found = ", ".join(each.name for each in (masters or scripts)[:5]) or "none"
    what = "several scripts that define" if masters else "no script that defines"
    raise NoFeederError(f"{folder} has {what} a circuit ({found}). Name the one that is meant.")


def _beginning(file: Path) -> bytes:
    with file.open("rb") as data:
        return data.read(_MOST_BYTES)
