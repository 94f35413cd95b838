import subprocess
from pathlib import Path

import pytest

from penstock.app.revisions import NoSuchRevisionError, folder_at


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "-q")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "ä b.md").write_bytes("# Größe\r\n".encode())
    (tmp_path / "other.md").write_text("# Other")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_a_revision_gives_the_documents_below_the_folder_alone(repository: Path) -> None:
    assert list(folder_at("HEAD", folder=repository / "docs").documents) == ["ä b.md"]


def test_a_revision_gives_the_bytes_as_they_were(repository: Path) -> None:
    (repository / "docs" / "ä b.md").write_text("# Changed")

    folder = folder_at("HEAD", folder=repository / "docs")

    assert folder.documents["ä b.md"].source.text == "# Größe\r\n"


def test_an_unknown_revision_is_a_sentence(repository: Path) -> None:
    with pytest.raises(NoSuchRevisionError, match="'nope' is neither a folder nor a Git revision"):
        folder_at("nope", folder=repository)


def test_a_revision_without_the_folder_is_a_sentence(repository: Path) -> None:
    (repository / "new").mkdir()

    with pytest.raises(NoSuchRevisionError, match="it has no files there"):
        folder_at("HEAD", folder=repository / "new")


def test_a_revision_is_never_taken_for_an_option(repository: Path) -> None:
    with pytest.raises(NoSuchRevisionError):
        folder_at("--help", folder=repository)
