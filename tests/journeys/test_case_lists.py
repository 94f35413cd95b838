"""What people see of many cases at once."""

import json

from tests.journeys.solar import STAGES, Case, begin, done, record, work


def test_a_list_shows_the_tasks_of_a_role(sol: Case) -> None:
    done(sol("open", "NCV-03", "--id", "SOL-1002"))
    begin(sol)
    work(sol, "NCV-03.1")
    record(sol, *STAGES["NCV-03.2"][0])

    told = done(sol("list", "--role", "solar design engineer"))

    assert told.split()[:2] == ["SOL-1001", "NCV-03.2"]
    assert "SOL-1002" not in told


def test_a_long_list_comes_in_pages(sol: Case) -> None:
    done(sol("open", "NCV-03", "--id", "SOL-1002"))

    first = sol("list", "--limit", 1)
    second = sol("list", "--limit", 1, "--after", "SOL-1001", "--json")

    assert "There may be more: --after SOL-1001" in first.stderr
    assert [each["case_id"] for each in json.loads(second.stdout)] == ["SOL-1002"]


def test_counts_tell_how_many_cases_stand_where(sol: Case) -> None:
    done(sol("open", "NCV-03", "--id", "SOL-1002"))
    done(sol("hold", "SOL-1002", "--reason", "holiday"))
    done(sol("open", "AOV-04"))

    told = done(sol("counts", "--stream", "ncv-03")).splitlines()

    assert [" ".join(line.split()) for line in told] == [
        "NCV-03.1 Lead Qualification & Energy Analysis held 1",
        "NCV-03.1 Lead Qualification & Energy Analysis open 1",
        "1 held",
        "1 open",
    ]
    assert [each["cases"] for each in json.loads(sol("counts", "--json").stdout)] == [1, 1, 1]


def test_counts_of_a_stream_that_is_none_name_the_nearest(sol: Case) -> None:
    result = sol("counts", "--stream", "NCV-30")

    assert result.exit_code == 3
    assert "Did you mean “NCV-03”" in result.stderr
