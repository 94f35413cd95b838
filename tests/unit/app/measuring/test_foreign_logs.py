"""Taking in logs of other systems: from a file to a folder that can be measured."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from penstock.app.cases.exporting import LogFormat, export
from penstock.app.cases.following import export_visits
from penstock.app.measuring.foreign.drafting import draft
from penstock.app.measuring.foreign.form import MapForm, read_map
from penstock.app.measuring.foreign.importing import (
    ForeignFormat,
    Imported,
    Wanted,
    import_log,
)
from penstock.app.tabular import UnfitFileError
from penstock.delivery import commands as do
from penstock.measurement.foreign.faults import FaultKind
from penstock.store.foreign import NoSuchColumnError, OccupiedFolderError
from penstock.store.logs import open_log
from penstock.store.memory import MemoryStore
from tests.contract.desk import Desk
from tests.unit.delivery.working import MODEL

NOW = datetime(2027, 1, 1, tzinfo=UTC)
ROWS = """Case ID,Activity,Timestamp,Resource
A,Qualify Lead,2026-03-02T08:00:00Z,Ada
A,Design Array,2026-03-05T17:00:00Z,Bob
A,Build Array,2026-04-02T12:00:00Z,Cem
B,Qualify Lead,2026-03-03T08:00:00Z,Ada
B,Weigh the roof,2026-03-04T08:00:00Z,Ada
"""


def _wanted(tmp_path: Path, text: str = ROWS, **said: object) -> Wanted:
    file = tmp_path / "log.csv"
    file.write_text(text, encoding="utf-8")
    form = MapForm.model_validate(said)
    return Wanted(file=file, form=ForeignFormat.CSV, said=form, stream="NCV-03")


def _imported(wanted: Wanted, folder: Path) -> Imported:
    return import_log(wanted, folder, model_of=lambda _stream: MODEL, now=NOW)


def test_a_table_of_events_becomes_a_log_that_can_be_opened(tmp_path: Path) -> None:
    told = _imported(_wanted(tmp_path), tmp_path / "log")

    with open_log(tmp_path / "log") as log:
        stages = Counter(log.visits().stage.to_pyarrow().to_pylist())
        under_way = log.open_visits().stage.to_pyarrow().to_pylist()
        assert log.as_of == datetime(2026, 4, 2, 12, tzinfo=UTC)
    assert stages == {"NCV-03.1": 2, "NCV-03.2": 1, "NCV-03.3": 1}
    assert under_way == ["Weigh the roof"]
    assert (told.events, told.cases, told.visits, told.open_cases) == (5, 2, 5, 1)


def test_visits_lie_in_the_months_in_which_they_ended(tmp_path: Path) -> None:
    _imported(_wanted(tmp_path), tmp_path / "log")

    months = {file.parent.name for file in (tmp_path / "log").glob("visits/*/*.parquet")}
    assert months == {"month=2026-03", "month=2026-04"}


def test_the_same_file_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    wanted = _wanted(tmp_path)
    first, second = tmp_path / "first", tmp_path / "second"
    _imported(wanted, first)
    _imported(wanted, second)

    assert _bytes(first) == _bytes(second)


def test_an_import_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    _imported(_wanted(tmp_path), tmp_path / "log")
    told = _imported(_wanted(tmp_path, ROWS.replace("A,", "C,")), tmp_path / "log")

    ids = parquet.read_table(tmp_path / "log" / "cases")["case_id"].to_pylist()
    assert sorted(ids) == ["B", "C"]
    assert json.loads((tmp_path / "log" / "import.json").read_bytes()) == told.as_json()


def test_a_folder_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OccupiedFolderError, match="holds something that was not imported"):
        _imported(_wanted(tmp_path), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["log.csv"]


def test_our_own_export_does_not_add_to_what_was_imported(tmp_path: Path) -> None:
    store = MemoryStore()
    Desk(store).open()
    _imported(_wanted(tmp_path), tmp_path / "log")
    before = _bytes(tmp_path / "log")

    with pytest.raises(Exception, match="is not in the database"):
        export_visits(store, tmp_path / "log", as_of=NOW)
    assert _bytes(tmp_path / "log").items() >= before.items()


def test_a_log_without_events_is_an_empty_log(tmp_path: Path) -> None:
    told = _imported(_wanted(tmp_path, f"{ROWS.splitlines()[0]}\n"), tmp_path / "log")

    with open_log(tmp_path / "log") as log:
        assert log.visits().count().to_pyarrow().as_py() == 0
    assert (told.events, told.faults) == (0, ())


def test_what_we_export_as_xes_has_the_visits_that_we_export_ourselves(tmp_path: Path) -> None:
    store = MemoryStore()
    desk = Desk(store)
    for number in range(3):
        desk.open(f"SOL-{number}")
        desk.begin_first_stage(f"SOL-{number}")
    desk.hand_in(do.Hold(reason="rain"), case_id="SOL-1")
    desk.hand_in(do.Resume(reason="sun"), case_id="SOL-1")
    export(store, LogFormat.XES, tmp_path / "log.xes")
    export_visits(store, tmp_path / "ours", as_of=NOW)
    wanted = Wanted(file=tmp_path / "log.xes", form=ForeignFormat.XES, said=MapForm(), as_of=NOW)
    _imported(wanted, tmp_path / "theirs")

    for table, number in (("open", 3), ("holds", 1)):
        ours, theirs = (parquet.read_table(tmp_path / name / table) for name in ("ours", "theirs"))
        assert ours.num_rows == number
        # Reasons are in people's own words, and stay.
        told = [name for name in ours.column_names if name != "reason"]
        found, expected = (each.select(told).sort_by("case_id") for each in (theirs, ours))
        assert found.to_pylist() == expected.to_pylist()


@pytest.mark.parametrize("form", [LogFormat.OCEL_JSON, LogFormat.OCEL_SQLITE])
def test_our_object_centric_log_has_the_same_times_by_the_map_that_ships(
    form: LogFormat, tmp_path: Path, checkout: Path
) -> None:
    store = MemoryStore()
    desk = Desk(store)
    desk.open()
    desk.begin_first_stage()
    desk.hand_in(do.Hold(reason="rain"))
    desk.hand_in(do.Resume(reason="sun"))
    desk.hand_in(do.Cancel(reason="moved"))
    export(store, form, tmp_path / "log")
    export_visits(store, tmp_path / "ours", as_of=NOW)
    said = read_map(checkout / "examples" / "logs" / "penstock-ocel.toml")
    wanted = Wanted(file=tmp_path / "log", form=ForeignFormat.OCEL, said=said)
    _imported(wanted, tmp_path / "theirs")

    compared = {
        "visits": ["case_id", "stage", "entered", "started", "exited", "outcome", "path"],
        "holds": ["case_id", "stage", "seq", "began", "ended"],
    }
    for table, columns in compared.items():
        ours, theirs = (
            parquet.read_table(tmp_path / name / table).select(columns).to_pylist()
            for name in ("ours", "theirs")
        )
        assert theirs == ours != []


def test_a_column_that_is_missing_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NoSuchColumnError, match="no column for the time") as refused:
        _imported(_wanted(tmp_path, "case,activity,when\nA,x,now\n"), tmp_path / "log")
    assert refused.value.found == ("case", "activity", "when")
    assert not (tmp_path / "log").exists()


def test_names_without_end_are_all_counted_and_a_few_are_told(tmp_path: Path) -> None:
    rows = (f"A{number % 400},step {number},2026-03-02T08:00:00Z," for number in range(4_000))
    told = _imported(_wanted(tmp_path, "\n".join((ROWS.splitlines()[0], *rows))), tmp_path / "log")

    [fault] = [each for each in told.faults if each.kind is FaultKind.UNKNOWN_STAGE]
    assert (fault.count, fault.distinct, len(fault.names)) == (4_000, 4_000, 20)


def test_a_draft_is_a_map_that_can_be_followed(tmp_path: Path) -> None:
    text = draft(_wanted(tmp_path), model_of=lambda _stream: MODEL)
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")

    said = read_map(tmp_path / "map.toml")
    assert said.columns.case == "Case ID"
    assert said.stages == {each.name: each.id for each in MODEL.stages}
    assert '# "Weigh the roof" = ""' in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[time]\nzone = "Mars"', "no time zone is called “Mars”"),
        ('[[pattern]]\nmatches = "("\nstage = "x"', r"“\(” is no pattern"),
        ("[rows]\n", "rows"),
        ('[stages]\n"Build" = "NCV-03.9"', None),
        ("stream = ", "it cannot be read"),
    ],
)
def test_a_map_that_cannot_be_followed_is_told_why(
    tmp_path: Path, text: str, sentence: str | None
) -> None:
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    if sentence is None:
        with pytest.raises(ValueError, match=r"NCV-03\.9"):
            _imported(
                Wanted(
                    file=_wanted(tmp_path).file,
                    form=ForeignFormat.CSV,
                    said=read_map(tmp_path / "map.toml"),
                    stream="NCV-03",
                ),
                tmp_path / "log",
            )
        return
    with pytest.raises(UnfitFileError, match=sentence):
        read_map(tmp_path / "map.toml")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
