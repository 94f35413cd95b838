"""What people type to let homes in, and what they are told."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app.devices.broker.users import Users, users_file
from penstock.cli.devices import command
from tests.brokers import OwnBroker


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def test_a_home_is_let_in_by_a_password_that_is_told_once(tmp_path: Path) -> None:
    told = run("access", "elm_1", "oak_2", "--folder", str(tmp_path))

    users = Users(users_file(tmp_path))
    users.refresh()
    said = dict(line.split() for line in told.output.splitlines())
    assert all(users.are(home, password.encode()) for home, password in said.items())
    assert set(said) == {"elm_1", "oak_2"}


def test_a_home_is_let_in_no_more(tmp_path: Path) -> None:
    run("access", "elm_1", "--folder", str(tmp_path))

    told = run("access", "elm_1", "--remove", "--folder", str(tmp_path))

    assert told.output == "elm_1 is let in no more.\n"
    assert Users(users_file(tmp_path)).names() == ()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("access", "Elm 1"), "is no name of a home; expected 1 to 40 small letters"),
        (("access", "penstock"), "is the server, and no home"),
        (("access", "elm_1", "--remove"), "There is no user “elm_1”"),
        (("simulate", "--broker", "http://here"), "is no address of a broker"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    words: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    told = run(*words, "--folder", str(tmp_path))

    assert told.exit_code == 2
    assert sentence in " ".join(told.output.split())


def test_mosquittos_rules_are_printed_for_each_home() -> None:
    told = run("rules", "elm_1/hall", "elm_1/hub", "oak_2/hub")

    lines = told.output.splitlines()
    assert [each for each in lines if each.startswith("user")] == [
        "user penstock",
        "user elm_1",
        "user oak_2",
    ]
    assert "topic write homeassistant/+/elm_1-hub/+/config" in lines


def test_a_device_without_its_home_has_no_rules() -> None:
    assert "“hall” is no device; expected HOME/DEVICE." in run("rules", "hall").output


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    broker = OwnBroker(folder=tmp_path)
    broker.start()

    other = ["broker", "--plain", "--port", str(broker.port), "--folder", str(tmp_path / "other")]
    told = run(*other)

    assert told.exit_code == 2
    assert "Choose another port with --port." in " ".join(told.output.split())
    broker.stop()


def test_a_folder_in_which_a_broker_works_is_said_in_a_sentence(tmp_path: Path) -> None:
    broker = OwnBroker(folder=tmp_path)
    broker.start()

    told = run("broker", "--plain", "--port", "0", "--folder", str(tmp_path))

    assert told.exit_code == 2
    assert "Another broker works in" in told.output
    broker.stop()


def test_played_homes_find_the_broker_of_their_folder(tmp_path: Path) -> None:
    said = ["--folder", str(tmp_path), "--port", "0"]
    penstock = [sys.executable, "-m", "penstock.cli.main", "devices"]
    with subprocess.Popen(
        [*penstock, "broker", *said], stdout=subprocess.PIPE, text=True
    ) as broker:
        assert broker.stdout is not None
        first = broker.stdout.readline()
        assert re.match(r"The broker listens at mqtts://127\.0\.0\.1:\d+", first)

        few = ["--homes", "2", "--devices", "2", "--seconds", "0.5", "--pace", "300"]
        told = run("simulate", *few, "--folder", str(tmp_path), "--json")

        broker.send_signal(signal.SIGTERM)
    made = json.loads(told.stdout)
    assert (made["homes"], broker.returncode) == (2, 0)
    assert made["links"]["sent"] == made["links"]["acknowledged"] > 0
