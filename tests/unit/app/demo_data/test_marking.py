"""What is made of a played database says that it was played; of another, nothing says so."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.exporting import LogFormat, export
from penstock.app.cases.following import export_visits
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.models import Models
from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.banner import SyntheticBanner
from penstock.app.demo_data.playing import Player, Script
from penstock.app.measuring.flowing import Named
from penstock.app.measuring.picturing import FlowPicture, Wanted, draw_flow
from penstock.architecture.drawing import Options
from penstock.delivery.ports import Store
from penstock.measurement.ports import About
from penstock.store import open_store
from penstock.store.logs import FolderLog, open_log
from penstock.store.parquet import Bookmark
from penstock.store.parquet.about import ABOUT, UnreadableAboutError
from tests.unit.app.cases.histories import keep, lived
from tests.unit.app.cases.test_following import LIFE
from tests.unit.simulation.small_world import BEGIN, CALENDAR, END, MODEL, company, troubled

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MARK = "Synthetic data: played with seed 5, up to 2025-06-03."
TRIAL = Named(stream_id="TST-01", name="Trial", stages={}, calendar=None)


@pytest.fixture(scope="module")
def played() -> Iterator[Store]:
    models = Models(read=lambda: pytest.fail("no documents are asked"))
    cases = Cases(store=open_store("memory:"), models=models, blobs=MemoryBlobs(), now=lambda: NOW)
    model = replace(MODEL, calendar=CALENDAR)
    script = Script(
        company=company(troubled()), models=(model,), begin=BEGIN, end=END, seed=5, size=0.5
    )
    Player(cases=cases, script=script).run()
    yield cases.store
    cases.store.close()


@pytest.fixture(scope="module")
def log(played: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLog]:
    folder = tmp_path_factory.mktemp("played") / "log"
    export_visits(played, folder, as_of=NOW)
    with open_log(folder) as opened:
        yield opened


def test_a_folder_of_visits_says_it_and_by_which_calendar_its_cases_ran(
    played: Store, log: FolderLog, tmp_path: Path
) -> None:
    export_visits(played, tmp_path, as_of=NOW)
    marks = [pq.read_schema(file).metadata[b"penstock.synthetic"] for file in _parts(tmp_path)]

    assert log.about == About(synthetic=MARK, calendar=CALENDAR)
    assert {each.decode() for each in marks} == {MARK}


def _parts(folder: Path) -> list[Path]:
    return [*folder.rglob("*.parquet")]


def test_the_banner_of_a_server_says_it_once_its_database_is_played(played: Store) -> None:
    models = Models(read=lambda: pytest.fail("no documents are asked"))
    kept = KeptOpen(database="sqlite:///not-there.db")
    banner = SyntheticBanner(kept)
    before = banner()
    kept.hold(Cases(store=played, models=models, blobs=MemoryBlobs(), now=lambda: NOW))

    assert (before, banner()) == ("", MARK)


@pytest.mark.parametrize("kind", [FlowPicture.PROCESS_MAP, FlowPicture.AGEING, FlowPicture.FUNNEL])
def test_pictures_carry_it(log: FolderLog, kind: FlowPicture) -> None:
    assert MARK in draw_flow(log, TRIAL, Wanted(picture=kind, options=Options()))


def test_a_log_of_traces_says_it(played: Store, tmp_path: Path) -> None:
    export(played, LogFormat.XES, tmp_path / "log.xes")

    assert f'key="penstock:synthetic" value="{MARK}"' in (tmp_path / "log.xes").read_text()


def test_each_case_of_an_object_centric_log_says_it(played: Store, tmp_path: Path) -> None:
    export(played, LogFormat.OCEL_JSON, tmp_path / "log.json")
    log = json.loads((tmp_path / "log.json").read_text())
    cases = [each for each in log["objects"] if "-SYN-" in each["id"] and each["type"] == CASE]

    assert cases
    assert all(_values(each)["synthetic"] == "true" for each in cases)


CASE = "TST-01 case"


def _values(each: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {said["name"]: said["value"] for said in each["attributes"]}


def test_what_was_not_played_says_nothing_of_it(tmp_path: Path) -> None:
    store = open_store("memory:")
    keep(store, lived("SOL-1", LIFE))
    export(store, LogFormat.XES, tmp_path / "log.xes")
    export_visits(store, tmp_path / "log", as_of=NOW)

    assert "synthetic" not in (tmp_path / "log.xes").read_text()
    assert not (tmp_path / "log" / ABOUT).exists()
    assert all(
        b"penstock.synthetic" not in (pq.read_schema(file).metadata or {})
        for file in _parts(tmp_path)
    )


@pytest.mark.parametrize("said", ["[]", '{"synthetic": ""}', "what?", '{"calendar": {"id": 1}}'])
def test_a_folder_that_does_not_say_what_it_is_about_is_refused(tmp_path: Path, said: str) -> None:
    (tmp_path / "bookmark.json").write_text(Bookmark().to_json())
    (tmp_path / ABOUT).write_text(said)

    with pytest.raises(UnreadableAboutError, match="Write the folder anew"):
        open_log(tmp_path)
