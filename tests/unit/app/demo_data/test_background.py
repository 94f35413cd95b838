"""A play that a process of its own makes: kept, told of, taken up again, made anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest

from penstock.app import clock
from penstock.app.demo_data.__main__ import main
from penstock.app.demo_data.background import BackgroundPlay, Failed, Played, Playing, Standing
from penstock.app.demo_data.making import Making, make
from penstock.app.demo_data.places import Done, Place, fingerprint, fits, place_for, sweep
from penstock.app.demo_data.progress import Progress, progress_in, tell_progress
from penstock.app.loading import reference_company

NOW = datetime(2026, 5, 10, tzinfo=UTC)
DONE = Done(seed=7, begins="2025-05-10", ends="2026-05-10", cases=3, steps=9)
SMALL = Making(documents=reference_company(), place=Place(Path("nowhere")), size=0.01, months=1)


def _place(tmp_path: Path, done: Done | None = None) -> Place:
    place = Place(tmp_path / "plays" / "one")
    if done:
        place.making.mkdir(parents=True)
        place.finish(done)
    return place


def _waited_for(play: BackgroundPlay) -> Standing:
    while isinstance(standing := play.standing(), Playing):
        sleep(0.05)
    return standing


def test_a_process_of_its_own_makes_it_and_the_next_start_needs_none(tmp_path: Path) -> None:
    play = BackgroundPlay(
        documents=reference_company(), place=_place(tmp_path), size=0.01, months=1
    )
    play.start(now=clock.now())
    first, made = play.standing(), _waited_for(play)
    again = BackgroundPlay(documents=reference_company(), place=play.place)
    again.start(now=clock.now())

    assert isinstance(first, Playing)
    assert isinstance(made, Played), made.sentence
    assert made.done.cases > 0
    assert made.sentence.startswith("Synthetic data: played with seed 7, up to ")
    assert again.standing() == made


def test_what_was_half_made_is_taken_up_where_it_ends(tmp_path: Path) -> None:
    wanted = replace(SMALL, place=_place(tmp_path))
    is_whole = make(wanted, stopped=lambda: True)
    before = progress_in(wanted.place.making)

    assert not is_whole
    assert wanted.place.done() is None
    assert before.count > 0
    assert make(wanted, stopped=lambda: False)
    assert wanted.place.done()
    assert not wanted.place.making.exists()


def test_what_cannot_be_taken_up_is_made_anew(tmp_path: Path) -> None:
    wanted = replace(SMALL, place=_place(tmp_path))
    wanted.place.making.mkdir(parents=True)
    (wanted.place.making / "play.db").write_bytes(b"no database at all" * 99)

    assert make(wanted, stopped=lambda: False)
    assert wanted.place.done()


def test_why_it_came_to_nothing_is_told(tmp_path: Path) -> None:
    place, documents = _place(tmp_path), tmp_path / "documents"
    documents.mkdir()
    with pytest.raises(Exception, match="documents"):
        main([str(documents), str(place.folder), "0.01", "1"])
    play = BackgroundPlay(documents=documents, place=place)
    play.is_wanted = True
    standing = play.standing()

    assert isinstance(standing, Failed)
    assert "could not be played" in standing.sentence
    assert "documents" in standing.because


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (14, True), (15, False), (-1, False)])
def test_a_play_is_shown_for_two_weeks(days: int, is_shown: bool) -> None:
    assert fits(DONE, now=NOW + timedelta(days=days)) is is_shown


def test_a_play_has_its_place_when_it_is_done_and_not_before(tmp_path: Path) -> None:
    place = _place(tmp_path)
    place.making.mkdir(parents=True)
    before = place.done()
    place.finish(DONE)

    assert before is None
    assert place.done() == DONE
    assert not place.making.exists()


def test_another_document_or_size_is_another_play(tmp_path: Path) -> None:
    (tmp_path / "company.md").write_text("# One")
    one, larger = fingerprint(tmp_path, size=1), fingerprint(tmp_path, size=2)
    (tmp_path / "company.md").write_text("# Two")

    assert len({one, larger, fingerprint(tmp_path, size=1)}) == 3


def test_it_is_kept_in_the_cache_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = place_for(tmp_path, size=1)

    assert place is not None
    assert place.folder.parent == tmp_path / "cache" / "penstock" / "plays"


def test_plays_that_nobody_has_used_for_long_are_removed(tmp_path: Path) -> None:
    place = _place(tmp_path, DONE)
    other = place.folder.with_name("other")
    other.mkdir()
    later = clock.now() + timedelta(days=15)
    sweep(place, now=later)

    assert not other.exists()


def test_progress_is_told_and_read_again(tmp_path: Path) -> None:
    progress = Progress(done=400, count=1000, month=7, months=18)
    tell_progress(tmp_path, progress)

    assert progress_in(tmp_path) == progress
    assert str(progress) == "Playing Quantum Energy: month 7 of 18."
    assert progress_in(tmp_path / "nowhere").share == 0
