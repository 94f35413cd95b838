"""What happens where several people act on a case, or one of them twice."""

import json
import subprocess
import sys
from pathlib import Path

from tests.journeys.solar import STAGES, Case, begin, done, record, shown


def test_people_at_once_take_a_task_once(sol: Case, tmp_path: Path) -> None:
    begin(sol)
    record(sol, *STAGES["NCV-03.1"][0])
    run = [sys.executable, "-m", "penstock.cli.main", "case", "claim", "SOL-1001", "--as"]

    claims = [
        subprocess.Popen([*run, name], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        for name in ("Ada", "Bob", "Cleo")
    ]
    said = [claim.communicate()[1] for claim in claims]

    assert sorted(claim.returncode for claim in claims) == [0, 1, 1]
    assert sum("has the task already" in each for each in said) == 2


def test_the_same_key_twice_counts_once(sol: Case) -> None:
    hold = ("hold", "SOL-1001", "--reason", "holiday", "--key", "k-1", "--json")

    answers = {done(sol(*hold)) for _ in range(2)}

    assert len(answers) == 1
    assert shown(sol)["version"] == json.loads(answers.pop())["version"]


def test_a_key_that_meant_something_else_is_refused(sol: Case) -> None:
    done(sol("hold", "SOL-1001", "--reason", "holiday", "--key", "k-1"))

    result = sol("resume", "SOL-1001", "--reason", "back", "--key", "k-1")

    assert result.exit_code == 1
    assert "/k-1' was used for another command." in result.stderr


def test_who_decides_by_an_old_version_is_told_what_happened(sol: Case) -> None:
    record(sol, "Customer inquiry")

    result = sol("cancel", "SOL-1001", "--reason", "no news", "--expect", 2)

    assert result.exit_code == 1
    assert "is at version 3, not 2. Meanwhile: Sam: recorded “Customer inquiry”." in result.stderr
