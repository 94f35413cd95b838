"""Tariffs by their short names or files: those beside the documents, or the reference company's."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from penstock.app.loading import reference_company
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.json_text import MOST_BYTES
from penstock.engineering.tariffs.reading import read_urdb
from penstock.engineering.tariffs.tariff import Tariff

FOLDER = "tariffs"


class UnknownTariffError(LookupError):
    """A tariff that is asked for is neither known nor a file."""

    def __init__(self, words: str, *, known: list[str]) -> None:
        near = get_close_matches(words.upper(), known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        listed = ", ".join(known) or "none"
        super().__init__(
            f"There is no tariff “{words}” and no such file.{hint} Known: {listed}. "
            "Name one of them or a file in the form of the Utility Rate Database."
        )

    def __str__(self) -> str:
        return str(self.args[0])


class UnfitTariffError(ValueError):
    """A file is no tariff that can be billed."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        super().__init__(f"{file}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffFile:
    """A tariff and the file it is from."""

    file: Path
    tariff: Tariff


def tariffs_folder(folder: Path | None = None) -> Path:
    """Return where tariffs are: in a folder's own, else in the reference company's."""
    here = folder or Path()
    own = here / FOLDER
    return own if folder or own.is_dir() else reference_company() / FOLDER


def known_tariffs(folder: Path | None = None) -> list[TariffFile]:
    """Return the tariffs of a folder, by their names.

    Raises:
        UnfitTariffError: A file there is none.
    """
    files = sorted(tariffs_folder(folder).glob("*.json"))
    return [read_tariff_file(file) for file in files]


def find_tariff(words: str, folder: Path | None = None) -> TariffFile:
    """Return the tariff that a short name or a file's path names.

    Args:
        words: A short name such as `RES-E`, or the path of a file.
        folder: Where the documents are, if not here.

    Raises:
        UnknownTariffError: They name none.
        UnfitTariffError: The file is no tariff.
    """
    file = Path(words)
    if file.suffix.lower() == ".json" or file.is_file():
        if not file.is_file():
            raise UnknownTariffError(words, known=_names(folder))
        return read_tariff_file(file)
    named = tariffs_folder(folder) / f"{words.upper()}.json"
    if "/" in words or "\\" in words or not named.is_file():
        raise UnknownTariffError(words, known=_names(folder))
    return read_tariff_file(named)


def read_tariff_file(file: Path) -> TariffFile:
    """Return the tariff of a file.

    Raises:
        UnfitTariffError: It cannot be read, or is no tariff that can be billed.
    """
    try:
        with file.open("rb") as stream:
            # One byte more than is taken tells that there is more.
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnfitTariffError(file, f"it cannot be read: {error.strerror}.") from error
    try:
        return TariffFile(file=file, tariff=read_urdb(content))
    except TariffError as error:
        raise UnfitTariffError(file, str(error)) from error


def _names(folder: Path | None) -> list[str]:
    return [file.stem for file in sorted(tariffs_folder(folder).glob("*.json"))]
