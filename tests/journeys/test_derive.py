"""What an item was made of, said on the command line, closes it as all of that is closed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.journeys.solar import done

USAGE, ANALYSIS = "Validated consumption data (VEE)", "Preliminary energy analysis"


def _run(*words: str) -> Result:
    return CliRunner().invoke(penstock, ["case", *words])


@pytest.mark.usefixtures("by_hand")
def test_d13_an_analysis_of_usage_is_closed_to_who_may_not_read_the_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    for stream, case_id, item in (("RCV-03", "BILL-1", USAGE), ("NCV-03", "SOL-1", ANALYSIS)):
        done(_run("open", stream, "--id", case_id, "--customer", "Rivera"))
        done(_run("record", case_id, item, "--text", "6 kWh"))
    assert done(_run("read", "SOL-1", ANALYSIS, "--for", "non-regulated")) == "6 kWh"

    told = done(_run("derive", "SOL-1", ANALYSIS, "--of", "BILL-1", USAGE))

    assert f"LIN-1: {ANALYSIS} of SOL-1 was made of" in told
    assert f"BILL-1: {USAGE} version 1" in told
    closed = _run("read", "SOL-1", ANALYSIS, "--for", "non-regulated")
    assert (closed.exit_code, "may not be shown to" in closed.stderr) == (1, True)
    assert done(_run("read", "SOL-1", ANALYSIS)) == "6 kWh"
