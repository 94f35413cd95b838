"""What a seller, a designer and their managers do with a case of the reference company."""

from pathlib import Path

from tests.journeys.solar import EXIT, STAGES, Case, begin, done, record, shown, work
from tests.small_company import TEXTS


def test_a_case_goes_from_inquiry_to_closed(sol: Case) -> None:
    begin(sol)
    for stage in STAGES:
        work(sol, stage)
    for words in EXIT:
        done(sol("attest", "SOL-1001", words, "--evidence", "file", "--as", "Carl"))

    told = done(sol("explain", "SOL-1001"))
    assert told.startswith("SOL-1001 for Rivera: closed, version ")
    assert told.endswith("Nothing is left to do.\n")


def test_opening_says_what_comes_next(case: Case) -> None:
    told = done(case("open", "ncv-03", "--customer", "Rivera"))

    assert told.startswith("NCV-03-1001 for Rivera: open, version 2\n  NCV-03.1 Lead Qualification")
    assert "Stage NCV-03.1 starts when “Customer inquiry” is recorded" in told
    assert "Possible now: attest, record, link, hold, cancel" in told


def test_a_stage_starts_by_itself_when_all_is_there(sol: Case) -> None:
    begin(sol)

    record(sol, *STAGES["NCV-03.1"][0])

    told = done(sol("explain", "SOL-1001"))
    claiming = "Somebody claims the task of stage NCV-03.1 (Sales Consultant - AES or"
    assert f"1. {claiming}" in told


def test_explaining_tells_what_the_last_change_told(sol: Case) -> None:
    told = done(sol("record", "SOL-1001", "Customer inquiry", "--text", "please"))

    assert done(sol("explain", "SOL-1001")) == told


def test_a_stage_that_was_done_badly_is_done_again(sol: Case) -> None:
    begin(sol)
    work(sol, "NCV-03.1")
    work(sol, "NCV-03.2")

    told = done(sol("reopen", "SOL-1001", "NCV-03.2", "--reason", "the roof is smaller"))

    assert "NCV-03.2 System Design & Proposal Generation, visit 2: being worked" in told
    assert "Stage NCV-03.2 ends when “System design” is recorded" in told
    items = shown(sol)["items"]
    assert items["System design"]["superseded"]
    assert not items["Qualified lead"]["superseded"]


def test_a_manager_sends_work_back(sol: Case) -> None:
    begin(sol)
    inputs, outputs = STAGES["NCV-03.1"]
    record(sol, *inputs, *outputs)
    done(sol("complete", "SOL-1001"))

    told = done(sol("send-back", "SOL-1001", "--reason", "no bills for winter", "--as", "Vera"))

    assert "because: no bills for winter" in told
    assert "Somebody claims the task of stage NCV-03.1" in told


def test_a_case_on_hold_waits_and_goes_on(sol: Case) -> None:
    held = done(sol("hold", "SOL-1001", "--reason", "customer travels"))
    refused = sol("record", "SOL-1001", "Customer inquiry", "--text", "x")
    resumed = done(sol("resume", "SOL-1001", "--reason", "back home"))

    assert "1. The case is on hold: customer travels" in held
    assert refused.exit_code == 1
    assert "it is on hold: customer travels. Now possible: resume, cancel." in refused.stderr
    assert resumed.startswith("SOL-1001 for Rivera: open")


def test_permitting_asks_the_grid_and_waits_for_its_answer(sol: Case) -> None:
    begin(sol)
    for stage in ("NCV-03.1", "NCV-03.2", "NCV-03.3"):
        work(sol, stage)

    told = done(sol("link", "SOL-1001", "--open", "AOV-04", "--id", "INT-7", "--as", "Paul"))
    assert "Stage NCV-03.4 ends when case INT-7 of AOV-04 ends" in told

    record(sol, *STAGES["NCV-03.4"][1])
    refused = sol("complete", "SOL-1001")
    assert "cannot complete before case INT-7 of AOV-04 ends" in refused.stderr

    done(sol("cancel", "INT-7", "--reason", "no capacity on the feeder"))
    assert "INT-7 has ended: cancelled: no capacity on the feeder" in done(sol("show", "SOL-1001"))
    assert "waiting for its gate" in done(sol("complete", "SOL-1001"))


def test_a_case_that_is_there_is_waited_for(sol: Case) -> None:
    done(sol("open", "NCV-01", "--id", "HEAT-7"))

    assert "case HEAT-7 of NCV-01 ends" in done(sol("link", "SOL-1001", "--to", "HEAT-7"))


def test_o3_an_application_that_the_case_did_not_make_is_not_waited_for(sol: Case) -> None:
    done(sol("open", "AOV-04", "--id", "INT-7"))

    refused = sol("link", "SOL-1001", "--to", "INT-7")

    assert refused.exit_code == 1
    assert "Penstock may not read “Answer of AOV-04” (grid-result-other-case)" in refused.stderr


def test_the_documents_that_lie_here_are_worked(case: Case, tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert "Rooftop Solar" in done(case("open", "NCV-03", "--json"))
