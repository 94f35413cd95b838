import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from penstock.app import watching
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


def test_two_who_watch_the_same_folder_both_notice_and_look_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(watching, "monotonic", lambda: clock[0])
    several = [Watch(folder, pause_seconds=1) for _ in range(2)]
    (folder / "b.md").write_text("new")
    clock[0], walked = 1.0, _walks(monkeypatch)

    assert [each.changed() for each in several] == [True, True]
    assert len(walked) == 1


def test_what_another_saw_long_ago_is_looked_at_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(watching, "monotonic", lambda: clock[0])
    first, second = (Watch(folder, pause_seconds=1) for _ in range(2))
    clock[0] = 1.0
    first.changed()
    (folder / "b.md").write_text("new")
    clock[0] = 1.5

    assert second.changed()


def _walks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    walked: list[str] = []
    walk = os.walk

    def watched(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        walked.append(str(path))
        return walk(path)

    monkeypatch.setattr(os, "walk", watched)
    return walked
