"""Which documents are checked, and what else lies around them on the disk."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from penstock.app.settings import Settings
from penstock.architecture.checks.documents.destinations import destination
from penstock.architecture.documents import Folder


class NoDocumentsError(LookupError):
    """A folder holds no Markdown."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} holds no Markdown document to check. "
            "Name a folder with files that end in .md, or one such file."
        )


def documents(path: Path, settings: Settings) -> Folder:
    """Read the documents at a path, without those that the settings exclude.

    Raises:
        NoSuchFolderError: There is nothing at the path.
        NoDocumentsError: There are no documents.
    """
    folder = Folder.read(path)
    if settings.file and settings.exclude:
        prefix = root_of(path).resolve().relative_to(settings.file.parent).as_posix()
        folder = _without(folder, settings.exclude, "" if prefix == "." else f"{prefix}/")
    if not folder.documents and not folder.unread:
        raise NoDocumentsError(path)
    return folder


def root_of(path: Path) -> Path:
    """Return the folder that a document's path is seen from."""
    return path if path.is_dir() else path.parent


def beyond(folder: Folder, root: Path) -> frozenset[str]:
    """Return what links lead to and exists, but is not among the files that were read.

    A link that differs from a file in case alone is left out: not every disk tells them apart.
    """
    known = {name.casefold() for name in folder.files}
    links = ((each.path, link.target) for each in folder.documents.values() for link in each.links)
    paths = {found.path for path, target in links if (found := destination(path, target))}
    ways = {way for path in paths if path.casefold() not in known for way in _ways(path)}
    return frozenset(way for way in ways if _exists(root, way))


def _without(folder: Folder, patterns: tuple[str, ...], prefix: str) -> Folder:
    """Return a folder without the documents that a pattern names; a folder's name is one, too."""

    def excluded(name: str) -> bool:
        path = prefix + name
        return any(
            fnmatchcase(path, pattern) or path.startswith(pattern.rstrip("/*") + "/")
            for pattern in patterns
        )

    return replace(
        folder,
        documents={path: each for path, each in folder.documents.items() if not excluded(path)},
        unread=tuple(each for each in folder.unread if not excluded(each.path)),
    )


def _ways(path: str) -> Iterator[str]:
    """Yield a path, the folders on the way to it, and the document that a site would show."""
    parts = path.split("/")
    yield from ("/".join(parts[: count + 1]) for count in range(len(parts)))
    yield f"{path}.md"


def _exists(root: Path, way: str) -> bool:
    """Tell whether there is something; a site's root may be the folder or any folder around it."""
    bases = (root, *root.resolve().parents[:-1]) if way.startswith("/") else (root,)
    try:
        return any((base / way.lstrip("/")).exists() for base in bases)
    except (OSError, ValueError):
        return False
