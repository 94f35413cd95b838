"""Every file of a folder is read or named with the reason why not."""

import os
from pathlib import Path

import pytest

from penstock.architecture.documents import Folder, NoSuchFolderError


def reasons(folder: Folder) -> list[tuple[str, str]]:
    return [(unread.path, unread.because) for unread in folder.unread]


def write(folder: Path, name: str, text: str = "# Title\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_documents_are_found_at_every_depth_and_sorted(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.MD", "a/d.markdown", "e.txt", ".git/f.md", "node_modules/g.md"):
        write(tmp_path, name)

    assert list(Folder.read(tmp_path).documents) == ["a/c.MD", "a/d.markdown", "b.md"]


def test_files_that_links_may_lead_to_are_known(tmp_path: Path) -> None:
    write(tmp_path, "a/picture.svg")

    assert Folder.read(tmp_path).files == {"a", "a/picture.svg"}


def test_a_single_document_is_a_folder_of_one(tmp_path: Path) -> None:
    write(tmp_path, "other.md")

    assert list(Folder.read(write(tmp_path, "one.md")).documents) == ["one.md"]


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert Folder.read(tmp_path) == Folder({}, (), frozenset())


def test_a_missing_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolderError, match=r"does not exist\. Name a folder of Markdown"):
        Folder.read(tmp_path / "absent")


def test_a_binary_file_is_left_out_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\x7fELF\0\0")
    write(tmp_path, "b.md")

    folder = Folder.read(tmp_path)

    assert reasons(folder) == [("a.md", "holds NUL bytes and is a binary file")]
    assert list(folder.documents) == ["b.md"]


def test_links_that_loop_end(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")

    assert [path for path, _ in reasons(Folder.read(tmp_path))] == ["a.md", "b.md"]


def test_a_link_to_an_absent_file_is_left_out_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")

    assert reasons(Folder.read(tmp_path)) == [("a.md", "cannot be read: No such file or directory")]


def test_a_folder_named_like_a_document_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "notes.md/inner.md")

    folder = Folder.read(tmp_path)

    assert (list(folder.documents), folder.unread) == (["notes.md/inner.md"], ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    assert reasons(Folder.read(tmp_path)) == [
        ("pipe.md", "cannot be read: it is not an ordinary file")
    ]


def test_a_folder_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(30):
        # A path of more than 4096 bytes opens for nobody, not even for root.
        Path("x" * 200).mkdir()
        os.chdir("x" * 200)
    write(tmp_path, "a.md")

    folder = Folder.read(tmp_path)

    assert [because for _, because in reasons(folder)] == ["cannot be read: File name too long"]
    assert list(folder.documents) == ["a.md"]


def test_a_name_that_is_no_unicode_can_still_be_printed(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(bytes(tmp_path) + b"/\xff.md"))).write_text("# Title\n")
    except OSError:
        pytest.skip("this file system takes Unicode names only")

    assert list(Folder.read(tmp_path).documents) == ["\\udcff.md"]


def test_files_at_hand_are_read_like_files_on_disk() -> None:
    folder = Folder.from_bytes({"a.md/b.md": b"# Title\n", "c.md": b"\0"})

    assert list(folder.documents) == ["a.md/b.md"]
    assert [path for path, _ in reasons(folder)] == ["c.md"]
    assert folder.files == {"a.md", "a.md/b.md", "c.md"}


def test_texts_at_hand_make_a_folder() -> None:
    folder = Folder.from_texts({"b/c.md": "", "a.md": ""})

    assert list(folder.documents) == ["a.md", "b/c.md"]
    assert folder.files == {"a.md", "b", "b/c.md"}
