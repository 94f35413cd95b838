import os
from pathlib import Path

import pytest

from penstock.app.watching import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("one")
    return tmp_path


@pytest.fixture
def watch(folder: Path) -> Watch:
    return Watch(folder, pause_seconds=0)


def test_nothing_changes_by_itself(watch: Watch) -> None:
    assert not watch.changed()


def test_a_changed_file_is_noticed_once(watch: Watch, folder: Path) -> None:
    (folder / "a.md").write_text("three")

    assert watch.changed()
    assert not watch.changed()


def test_the_same_size_at_another_time_is_a_change(watch: Watch, folder: Path) -> None:
    os.utime(folder / "a.md", ns=(1, 1))

    assert watch.changed()


def test_new_and_absent_files_are_noticed(watch: Watch, folder: Path) -> None:
    (folder / "b.md").write_text("new")
    assert watch.changed()

    (folder / "a.md").unlink()
    assert watch.changed()


@pytest.mark.parametrize("name", [".git", "node_modules"])
def test_what_is_not_read_is_not_watched(watch: Watch, folder: Path, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "b.md").write_text("new")

    assert not watch.changed()


def test_a_single_document_can_be_watched(folder: Path) -> None:
    watch = Watch(folder / "a.md", pause_seconds=0)
    (folder / "a.md").write_text("three")

    assert watch.changed()


def test_the_disk_is_not_asked_again_within_the_pause(folder: Path) -> None:
    watch = Watch(folder, pause_seconds=3600)
    (folder / "a.md").write_text("three")

    assert not watch.changed()
