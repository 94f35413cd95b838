import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from penstock.app.publishing import MANIFEST, Published, PublishingError, publish

SITE = {"index.html": b"overview", "a/b.html": b"page", "a/c.html": b"other"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_site_is_written(folder: Path) -> None:
    assert publish(SITE, folder) == Published(written=3, unchanged=0, removed=0)
    assert (folder / "a" / "b.html").read_bytes() == b"page"


def test_what_did_not_change_is_left_alone(folder: Path) -> None:
    publish(SITE, folder)
    before = (folder / "index.html").stat().st_mtime_ns

    done = publish(SITE | {"a/b.html": b"new"}, folder)

    assert done == Published(written=1, unchanged=2, removed=0)
    assert (folder / "index.html").stat().st_mtime_ns == before


def test_pages_that_are_gone_are_removed_with_their_folders(folder: Path) -> None:
    publish(SITE, folder)

    done = publish({"index.html": b"overview"}, folder)

    assert done.removed == 2
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "index.html"]


def test_files_of_others_in_the_site_are_never_removed(folder: Path) -> None:
    publish(SITE, folder)
    (folder / "a" / "note.txt").write_text("mine")

    publish({"index.html": b"overview"}, folder)

    assert (folder / "a" / "note.txt").read_text() == "mine"


def test_a_folder_with_something_else_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.tex").write_text("mine")

    with pytest.raises(PublishingError, match="holds files that are no site of Penstock's"):
        publish(SITE, folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.tex"]


def test_force_writes_beside_something_else(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.tex").write_text("mine")

    publish(SITE, folder, force=True)

    assert (folder / "thesis.tex").read_text() == "mine"


def test_an_empty_folder_is_taken(folder: Path) -> None:
    folder.mkdir()

    assert publish(SITE, folder).written == 3


def test_a_file_in_the_folders_place_is_refused(folder: Path) -> None:
    folder.write_text("mine")

    with pytest.raises(PublishingError, match="is a file"):
        publish(SITE, folder)


def test_a_manifest_cannot_have_files_elsewhere_removed(folder: Path, tmp_path: Path) -> None:
    publish(SITE, folder)
    (tmp_path / "precious").write_text("mine")
    paths = ["../precious", str(tmp_path / "precious"), "a/../../precious"]
    (folder / MANIFEST).write_text(json.dumps({"files": paths}))

    assert publish(SITE, folder).removed == 0
    assert (tmp_path / "precious").exists()


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    publish({"index.html": b"overview"}, folder)
    (tmp_path / "elsewhere").mkdir()
    (folder / "a").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishingError, match="through a symbolic link"):
        publish(SITE, folder)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_damaged_manifest_is_a_sentence(folder: Path) -> None:
    publish(SITE, folder)
    (folder / MANIFEST).write_text("{")

    with pytest.raises(PublishingError, match="is damaged"):
        publish(SITE, folder)


class _Breaking(Mapping[str, bytes]):
    """A site whose last page cannot be made."""

    def __getitem__(self, path: str) -> bytes:
        if path == "z.html":
            raise ValueError(path)
        return b"made"

    def __iter__(self) -> Iterator[str]:
        return iter(("index.html", "z.html"))

    def __len__(self) -> int:
        return 2


def test_an_interrupted_site_is_still_known_as_one(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"z\.html"):
        publish(_Breaking(), folder)

    assert publish({"b.html": b"page"}, folder) == Published(written=1, unchanged=0, removed=1)
