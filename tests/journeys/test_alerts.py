"""Alerts at the command line: seen by their side, claimed by their role, closed with a reason."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app.cases.opening import opened
from penstock.cli.main import penstock
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.kernel.sides import Side
from penstock.measurement.alerts.alert import Alert
from tests.unit.delivery.working import NOON
from tests.unit.measurement.alerts.test_following import said

ADDRESS = "sqlite:///cases.db"
SELLER, OPERATOR = "Sales Consultant - AES", "Transmission Operator"


def run(*words: str) -> Result:
    return CliRunner().invoke(penstock, words)


@pytest.fixture
def alerts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep an alert of each side; Sal sells for AES, Tom operates the network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_DATABASE", ADDRESS)
    people = {"Sal": SELLER, "Tom": OPERATOR}
    begun = tuple(Holding(person=name, role=role, since=NOON) for name, role in people.items())
    with opened(ADDRESS, create=True) as cases:
        cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        cases.alerts.follow([said(8, 20), said(8, 20, "Other rate")], by="Cron")
        first, second = cases.store.records.latest(Alert)
        cases.store.records.keep(
            replace(first, version=2, role=SELLER),
            replace(second, version=2, side=Side.REGULATED, role=OPERATOR),
        )


@pytest.mark.usefixtures("alerts")
def test_each_side_sees_its_own_alerts_alone() -> None:
    seen = {
        name: [
            each["id"] for each in json.loads(run("alert", "list", "--json", "--as", name).stdout)
        ]
        for name in ("Sal", "Tom")
    }

    assert seen == {"Sal": ["ALERT-1"], "Tom": ["ALERT-2"]}
    assert run("alert", "show", "ALERT-2", "--as", "Sal").exit_code == 3


@pytest.mark.usefixtures("alerts")
def test_an_alert_stands_where_its_role_looks_for_work_until_it_is_closed() -> None:
    found = run("notice", "read", "--as", "Sal").output
    claimed = run("alert", "claim", "ALERT-1", "--as", "Sal")
    words = ("--found", "a form asked twice", "--reason", "it is mended")

    closed = run("alert", "close", "ALERT-1", *words, "--as", "Sal")

    assert "ALERT-1" in found, found
    assert claimed.output == "ALERT-1 is yours.\n"
    assert closed.output == "ALERT-1 is closed: it is mended\n"
    assert run("notice", "read", "--as", "Sal").output == "There is nothing new for you.\n"
    assert (
        "closed by Sal: it is mended; found: a form asked twice"
        in run("alert", "show", "ALERT-1", "--as", "Sal").output
    )


@pytest.mark.usefixtures("alerts")
def test_a_check_of_the_other_side_is_refused() -> None:
    checked = run("alert", "check", "RCV-01", "--as", "Sal")

    assert checked.exit_code == 1
    assert "RCV-01 may not be measured by Sal" in checked.output
