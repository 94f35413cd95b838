"""Totals over many customers on the command line: given out, kept back, and shown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app.cases import By
from penstock.app.cases.opening import opened
from penstock.cli.main import penstock
from tests.journeys.solar import done

USAGE = "Validated consumption data (VEE)"
WANTED = ("boundary", "release", "RCV-03", USAGE, "--value", "kwh", "--for", "non-regulated")


def _run(*words: str) -> Result:
    return CliRunner().invoke(penstock, [*words])


@pytest.fixture(autouse=True)
def customers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what fourteen customers used, and be beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    for number in range(14):
        _use(number)


def _use(number: int) -> None:
    case_id = f"RCV-03-B{number}"
    with opened("sqlite:///penstock.db", create=True) as cases:
        cases.open("RCV-03", By(actor="g", key=case_id), case_id=case_id, customer=f"C-{number}")
        cases.record(case_id, USAGE, b'{"kwh": 100.5}', By(actor="g", key=f"{case_id}/1"))


def test_d11_a_total_is_kept_back_with_its_reason_and_given_out_when_it_may_be() -> None:
    denied = _run(*WANTED)
    assert denied.exit_code == 4
    assert "(aggregate-too-few): It is over fewer than 15 customers." in denied.stderr
    assert done(_run("boundary", "releases")) == "No total was given out.\n"
    _use(14)

    told = done(_run(*WANTED))

    assert f"REL-1: {USAGE}: kwh is 1507.5, over 15 customers." in told
    assert "given to   non-regulated" in told
    assert "RCV-03-B3" not in told
    _use(15)
    assert "(aggregate-isolates)" in _run(*WANTED).stderr
    assert "release" in done(_run("audit", "log"))


def test_d13_the_other_side_sees_the_total_and_its_own_side_what_it_was_made_of() -> None:
    _use(14)
    done(_run(*WANTED))

    other = json.loads(done(_run("boundary", "releases", "--json", "--for", "non-regulated")))
    own = json.loads(done(_run("boundary", "releases", "REL-1", "--json", "--for", "regulated")))

    assert "parts" not in other[0]
    assert (own[0]["total"], len(own[0]["parts"])) == ("1507.5", 15)
    assert own[0]["parts"][0]["case_id"] == "RCV-03-B0"
    listed = done(_run("boundary", "releases", "--for", "regulated"))
    assert "to non-regulated" in listed
    assert "RCV-03-B9: Validated" in done(_run("boundary", "releases", "REL-1"))


def test_a_total_that_is_not_there_is_a_sentence() -> None:
    missing = _run("boundary", "releases", "REL-9")

    assert (missing.exit_code, missing.stderr) == (3, "penstock: There is no release REL-9.\n")
