"""From a path to a model: folders, single documents, and folders as Git knows them."""

from collections import deque
from contextlib import suppress
from pathlib import Path

from penstock.app.revisions import folder_at
from penstock.architecture.documents import Folder
from penstock.architecture.reading import Reading, read

# What was read last: one command asks for the same documents again and again.
_latest: deque[Reading] = deque(maxlen=2)


def load(path: Path) -> Reading:
    """Read the architecture below a path; documents that did not change are understood once.

    Raises:
        NoSuchFolderError: There is nothing at the path.
    """
    folder = Folder.read(path)
    known = next((each for each in tuple(_latest) if each.folder == folder), None) or read(folder)
    # Used last, left last: a folder of other files that changes all the time pushes nothing out.
    with suppress(ValueError):
        _latest.remove(known)
    _latest.append(known)
    return known


def load_version(words: str, *, folder: Path) -> Reading:
    """Read a folder that words name, or this folder at the Git revision that they name.

    Raises:
        NoSuchRevisionError: They name neither.
    """
    path = Path(words)
    return load(path) if path.exists() else read(folder_at(words, folder=folder))


def reference_company() -> Path:
    """Return the folder of the reference company, in a checkout or in an installed package."""
    package = Path(__file__).resolve().parents[1]
    candidates = (package / "enterprise", package.parents[1] / "enterprise")
    return next((each for each in candidates if each.is_dir()), candidates[-1]) / "quantum-energy"
