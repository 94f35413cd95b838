"""Somebody looks after a roof: takes in what it sends, and asks why it gives less."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock

Command = Callable[..., Result]
EXAMPLE = Path(__file__).parents[2] / "examples" / "telemetry"
JUNE, SYSTEM = EXAMPLE / "june.csv", EXAMPLE / "system.json"


@pytest.fixture
def telemetry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `penstock telemetry` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(penstock, ["telemetry", *map(str, words)])


def test_a_string_that_went_out_is_told_dated_and_drawn(telemetry: Command) -> None:
    told = telemetry("check", JUNE, "--system", SYSTEM, "--picture", "june.svg")

    assert told.exit_code == 1
    assert "one string is out of 4" in told.stdout
    assert "String out, 103 kWh, 2026-06-21 to 2026-06-30" in told.stdout
    assert Path("june.svg").read_text(encoding="utf-8").startswith("<svg")


def test_what_is_read_into_a_folder_is_checked_as_the_file_is(telemetry: Command) -> None:
    telemetry("read", JUNE, "--serial", "SN-0077", "--into", "kept")

    of_folder, of_file = (
        json.loads(telemetry("check", place, "--system", SYSTEM, "--json").stdout)
        for place in ("kept", JUNE)
    )

    assert of_folder | {"name": ""} == of_file | {"name": ""}
    assert [each["reason"] for each in of_file["alarms"]] == ["string out"]


def test_readings_of_another_device_are_counted_named_and_kept_aside(telemetry: Command) -> None:
    told = telemetry("read", JUNE, "--serial", "SN-1", "--into", "kept")

    assert told.exit_code == 1
    assert "device of another site: 504" in told.stdout
    assert "SN-0077; this site has SN-1" in told.stdout
    assert len(Path("kept/set-aside.jsonl").read_text(encoding="utf-8").splitlines()) == 504


def test_the_days_before_the_string_went_are_sound(telemetry: Command, tmp_path: Path) -> None:
    lines = JUNE.read_text(encoding="utf-8").splitlines()
    early = [lines[0], *(each for each in lines[1:] if each < "2026-06-20")]
    (tmp_path / "early.csv").write_text("\n".join(early), encoding="utf-8")

    told = telemetry("check", "early.csv", "--system", SYSTEM)

    assert told.exit_code == 0
    assert "Nothing is wrong that shows itself." in told.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("read", "nowhere.csv"), 3, "There is no nowhere.csv"),
        (("check", JUNE, "--system", "nowhere.json"), 3, "There is no nowhere.json"),
        (("read", "mqtt://host"), 2, "is no address of a broker"),
        (("read", "mqtt://host/topic"), 2, "Name a folder with --into"),
        (("read", JUNE, "--zone", "Mars/Base"), 2, "no time zone “Mars/Base”"),
        (("check", JUNE, "--system", JUNE), 2, "june.csv is no JSON"),
        (("check", SYSTEM, "--system", SYSTEM), 2, "There are no readings"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    telemetry: Command, words: tuple[object, ...], code: int, sentence: str
) -> None:
    told = telemetry(*words)

    assert told.exit_code == code
    assert sentence in " ".join(told.stderr.split())


def test_a_system_that_is_none_is_told_whole(telemetry: Command, tmp_path: Path) -> None:
    said = json.loads(SYSTEM.read_text(encoding="utf-8"))
    wrong = said | {"strings": "four", "colour": "blue"}
    (tmp_path / "wrong.json").write_text(json.dumps(wrong), encoding="utf-8")

    told = telemetry("check", JUNE, "--system", "wrong.json")

    assert told.exit_code == 2
    assert "strings" in told.stderr
    assert "colour" in told.stderr
