"""Writing a site into a folder: only what changed, and never over what somebody else put there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MANIFEST = ".penstock-site.json"


class PublishingError(Exception):
    """A site cannot be written where it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What writing a site did, as numbers of files."""

    written: int
    unchanged: int
    removed: int


def publish(site: Mapping[str, bytes], folder: Path, *, force: bool = False) -> Published:
    """Write a site into a folder, and remove what an earlier one left there.

    Files that are not in an earlier site's manifest are never removed.

    Raises:
        PublishingError: The folder holds something else, or cannot be written.
    """
    try:
        earlier = _claim(folder, force=force)
        # Whatever interrupts the writing, the next run knows which files are a site's.
        _note(folder, earlier | set(site))
        written = sum(_write(folder, path, site[path]) for path in site)
        removed = sum(_remove(folder, path) for path in sorted(earlier - set(site)))
        _note(folder, site)
    except OSError as error:
        raise PublishingError(
            f"The site cannot be written: {error.filename}: {error.strerror}. "
            "Name another folder with -o."
        ) from error
    return Published(written=written, unchanged=len(site) - written, removed=removed)


def _claim(folder: Path, *, force: bool) -> set[str]:
    """Return the files of an earlier site in the folder, once it is clear that it may be used."""
    if folder.exists() and not folder.is_dir():
        raise PublishingError(f"{folder} is a file. Name a folder for the site with -o.")
    manifest = folder / MANIFEST
    if manifest.is_file():
        return _noted(manifest)
    if folder.exists() and any(folder.iterdir()) and not force:
        raise PublishingError(
            f"{folder} holds files that are no site of Penstock's. Name an empty folder with -o, "
            "or add --force to write the site among them."
        )
    folder.mkdir(parents=True, exist_ok=True)
    return set()


def _noted(manifest: Path) -> set[str]:
    """Return the paths of a manifest; none that lead out of the folder."""
    try:
        paths = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise PublishingError(
            f"{manifest} is damaged. Remove the folder, or name another one with -o."
        ) from error
    return {path for path in paths if isinstance(path, str) and _is_inside(path)}


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and path != MANIFEST


def _note(folder: Path, paths: Iterable[str]) -> None:
    content = {"made by": "penstock publish", "files": sorted(paths)}
    _write(folder, MANIFEST, (json.dumps(content, indent=1) + "\n").encode())


def _write(folder: Path, path: str, content: bytes) -> bool:
    """Write a file unless it holds just that; tell whether it was written."""
    file = folder / path
    if file.is_file() and file.read_bytes() == content:
        return False
    _stay_inside(folder, file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return True


def _remove(folder: Path, path: str) -> bool:
    file = folder / path
    if not file.is_file():
        return False
    _stay_inside(folder, file)
    file.unlink()
    for parent in file.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True


def _stay_inside(folder: Path, file: Path) -> None:
    """Refuse a way that leads out of the folder through a symbolic link."""
    if not file.parent.resolve().is_relative_to(folder.resolve()):
        raise PublishingError(
            f"{file} leads out of {folder} through a symbolic link. Remove the link, "
            "or name another folder with -o."
        )
