"""Documents as Git knows them: a folder at a revision, without touching the working tree."""

import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from penstock.architecture.documents import Folder


class NoSuchRevisionError(LookupError):
    """Git knows no such revision, or the folder is not in it."""

    def __init__(self, revision: str, *, folder: Path, because: str) -> None:
        self.revision = revision
        self.folder = folder
        super().__init__(
            f"'{revision}' is neither a folder nor a Git revision that holds {folder}: {because}. "
            "Name two folders, or revisions such as HEAD~1 or main."
        )


def folder_at(revision: str, *, folder: Path) -> Folder:
    """Read the documents below a folder as they were at a revision.

    Raises:
        NoSuchRevisionError: Git is not there, the revision is unknown or has no such folder.
    """
    try:
        names = _names(revision, folder)
        contents = dict(zip(names, _contents(names, revision, folder), strict=True))
    except FileNotFoundError as error:
        raise NoSuchRevisionError(
            revision, folder=folder, because="git is not installed"
        ) from error
    except subprocess.CalledProcessError as error:
        because = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise NoSuchRevisionError(revision, folder=folder, because=because) from error
    if not names:
        raise NoSuchRevisionError(revision, folder=folder, because="it has no files there")
    return Folder.from_bytes(contents)


def _names(revision: str, folder: Path) -> list[str]:
    tree = ["ls-tree", "-r", "-z", "--name-only", "--end-of-options", revision]
    return [name for name in _git(folder, *tree).decode().split("\0") if name]


def _contents(names: list[str], revision: str, folder: Path) -> Iterator[bytes]:
    """Yield the files' bytes, all asked for in one go; only Markdown is worth its reading."""
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    wanted = "".join(f"{revision}:{PurePosixPath(prefix, name)}\n" for name in names)
    answer, position = _git(folder, "cat-file", "--batch", stdin=wanted.encode()), 0
    for _ in names:
        end = answer.index(b"\n", position)
        size = int(answer[position:end].split()[-1])
        yield answer[end + 1 : end + 1 + size]
        position = end + 2 + size


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout  # noqa: S603
