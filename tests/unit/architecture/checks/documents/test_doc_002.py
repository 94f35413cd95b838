from pathlib import Path

from penstock.architecture.checks import Subject, run
from penstock.architecture.checks.documents.files import UnreadableFile
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from tests.rules import AS_OF


def _check(folder: Path) -> list[str]:
    subject = Subject(reading=read(Folder.read(folder)), as_of=AS_OF)
    return [f"{finding.place} {finding.message}" for finding in run(subject, [UnreadableFile])]


def test_a_picture_with_the_ending_of_a_document_is_reported(tmp_path: Path) -> None:
    (tmp_path / "roof.md").write_bytes(b"\x89PNG\0\0\0")
    (tmp_path / "good.md").write_text("# Good\n", encoding="utf-8")

    [line] = _check(tmp_path)

    assert line.startswith("roof.md:1:1 This file holds NUL bytes and is a binary file")


def test_a_file_that_breaks_off_is_reported(tmp_path: Path) -> None:
    (tmp_path / "cut.md").write_bytes(b"\xef\xbb\xbfCaf\xc3")

    [line] = _check(tmp_path)

    assert "breaks off at byte 3" in line


def test_text_is_fine(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Café\n", encoding="utf-8")

    assert _check(tmp_path) == []
