"""The use case of exporting: a model from documents or from JSON, in a format of other programs."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from penstock.architecture.documents.folder import Unread
from penstock.architecture.exchange import (
    NoModelError,
    from_json,
    to_archimate,
    to_json,
    to_markdown,
    to_workbook,
)
from penstock.architecture.model import Architecture
from penstock.architecture.reading import Reading


class Format(StrEnum):
    """What a model can be written as."""

    JSON = "json"
    ARCHIMATE = "archimate"
    XLSX = "xlsx"
    MARKDOWN = "markdown"


class NothingToExportError(LookupError):
    """A folder holds no document that could be read."""

    def __init__(self, path: Path, unread: tuple[Unread, ...]) -> None:
        self.path = path
        self.unread = unread
        left_out = f" {unread[0].path} {unread[0].because}." if unread else ""
        super().__init__(
            f"{path} holds no Markdown document to export.{left_out} "
            "Name a folder with files that end in .md, or one such file."
        )


class OccupiedFolderError(Exception):
    """The folder that documents shall be written to holds something already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} is not an empty folder, and no document shall be overwritten. "
            "Name a new folder."
        )


def model_of(reading: Reading, path: Path) -> Architecture:
    """Return the model of documents that were read from a path.

    Raises:
        NothingToExportError: There are no documents.
    """
    if not reading.folder.documents:
        raise NothingToExportError(path, reading.folder.unread)
    return reading.architecture


def parsed_model(data: bytes) -> Architecture:
    """Return the model that a JSON file holds.

    Raises:
        NoModelError: The file holds none.
    """
    try:
        return from_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NoModelError(
            f"This is no JSON: byte {error.start} is no UTF-8. "
            "Write a model with: penstock export --format json"
        ) from error


def as_text(architecture: Architecture, form: Format) -> str:
    """Return a model as text, several documents below each other.

    Raises:
        ValueError: The format is no text.
    """
    writers: dict[Format, Callable[[Architecture], str]] = {
        Format.JSON: to_json,
        Format.ARCHIMATE: to_archimate,
        Format.MARKDOWN: _one_after_another,
    }
    if form not in writers:
        raise ValueError(f"{form} is no text")
    return writers[form](architecture)


def _one_after_another(architecture: Architecture) -> str:
    texts = to_markdown(architecture)
    return "\n".join(f"<!-- {path} -->\n\n{text}" for path, text in texts.items())


def write(architecture: Architecture, form: Format, output: Path) -> None:
    """Write a model to a file, or its Markdown to a new folder.

    Raises:
        OccupiedFolderError: The folder for Markdown is not empty.
        OSError: It cannot be written there.
    """
    if form is Format.MARKDOWN:
        _write_documents(to_markdown(architecture), output)
    elif form is Format.XLSX:
        output.write_bytes(to_workbook(architecture))
    else:
        output.write_bytes(as_text(architecture, form).encode())


def _write_documents(texts: dict[str, str], folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OccupiedFolderError(folder)
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
