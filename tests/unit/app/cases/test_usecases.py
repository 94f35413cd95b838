from concurrent.futures import ThreadPoolExecutor

import pytest

from penstock.app.cases import By, ConflictError, Standing, UnwritableTextError
from penstock.app.cases.naming import NoSuchCaseError, NoSuchNameError
from penstock.app.cases.numbering import UnfitCaseIdError
from penstock.delivery import commands as do
from penstock.delivery.case import Phase, Status
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.ports import Wanted
from penstock.delivery.refusals import RefusedError
from tests.unit.app.cases.bench import Bench, cases

ADA = By(actor="Ada", key="one")
SALES = "VP, Sales & Marketing - AES"


def test_cases_opened_without_an_id_are_numbered_by_their_stream() -> None:
    bench = Bench()

    opened = [bench.open(stream).case_id for stream in ("NCV-03", "NCV-03", "AOV-04")]

    assert opened == ["NCV-03-1001", "NCV-03-1002", "AOV-04-1001"]


def test_a_number_that_somebody_took_is_passed_over() -> None:
    bench = Bench()
    for number in (1001, 1002, 1003):
        bench.open(case_id=f"NCV-03-{number}")

    assert bench.open().case_id == "NCV-03-1004"


def test_opening_with_the_same_key_opens_one_case() -> None:
    use = cases()

    answers = {use.open("NCV-03", ADA, customer="C-7") for _ in range(2)}

    assert len(answers) == 1
    assert len(use.find(Wanted())) == 1


def test_a_key_means_one_thing() -> None:
    use = cases()
    use.open("NCV-03", ADA, customer="C-7")

    with pytest.raises(KeyUsedError, match="Take a new key"):
        use.open("NCV-03", ADA, customer="C-8")


def test_a_key_opens_a_case_of_one_stream() -> None:
    use = cases()
    use.open("NCV-03", ADA)

    with pytest.raises(KeyUsedError, match="Take a new key"):
        use.open("AOV-04", ADA)


def test_a_stream_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(NoSuchNameError, match=r"“NCV-33” in the documents\. Did you mean “NCV-03”"):
        cases().open("NCV-33", ADA)


def test_a_product_of_another_stream_is_refused_with_those_of_this_one() -> None:
    with pytest.raises(NoSuchNameError, match="There is: NONREG-DG-001; NONREG-DG-002"):
        cases().open("NCV-03", ADA, product="GAS-RES-001")


def test_a_case_cannot_be_called_anything() -> None:
    with pytest.raises(UnfitCaseIdError, match="as in SOL-1001"):
        cases().open("NCV-03", ADA, case_id="../etc")


def test_an_item_is_found_whatever_its_capitals() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    bench.record("SOL-1", "customer INQUIRY")

    assert bench.cases.content("SOL-1", "Customer inquiry") == b"customer INQUIRY of SOL-1"


def test_an_item_that_no_stage_has_is_answered_with_the_one_that_was_meant() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    with pytest.raises(NoSuchNameError, match="Did you mean “Customer inquiry”"):
        bench.record("SOL-1", "Custmer inquiry")


def test_every_version_of_an_item_stays_readable() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")
    for words in (b"first", b"second"):
        bench.cases.record("SOL-1", "Customer inquiry", words, bench.by())

    assert bench.cases.content("SOL-1", "Customer inquiry", version=1) == b"first"
    assert bench.cases.content("SOL-1", "Customer inquiry") == b"second"


def test_a_criterion_is_found_by_a_part_of_it() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    bench.act("SOL-1", do.Attest(criterion="can finance", evidence="bank letter"))

    criterion = "The customer can finance the system or qualifies for an offer"
    assert bench.cases.case("SOL-1").attested == {criterion}


def test_a_case_that_is_not_there_is_answered_with_one_called_nearly_so() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1001")

    with pytest.raises(NoSuchCaseError, match=r"no case 'SOL-1010'\. Did you mean SOL-1001\?"):
        bench.cases.show("SOL-1010")


def test_a_refusal_says_what_is_possible_now() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    with pytest.raises(RefusedError, match="Now possible: attest, record, link, hold, cancel"):
        bench.act("SOL-1", do.Complete())


def test_a_gate_is_decided_by_the_accountable_role_unless_somebody_says_theirs() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    bench.do_stage("SOL-1")
    bench.act("SOL-1", do.Complete())

    with pytest.raises(RefusedError, match=f"closed by {SALES}, not by Installer"):
        bench.act("SOL-1", do.Pass(role="Installer", evidence="seen"))


def test_a_gate_that_is_passed_twice_with_the_same_key_is_passed_once() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    bench.work_stage("SOL-1")
    bench.do_stage("SOL-1")
    bench.act("SOL-1", do.Complete())

    passing = do.Pass(role="", evidence="seen")
    answers = {bench.cases.act("SOL-1", passing, ADA) for _ in range(2)}

    assert [Standing.from_json(answer).stage_id for answer in answers] == ["NCV-03.3"]


def test_who_has_seen_an_older_version_is_told_what_happened_since() -> None:
    ada = Bench()
    seen = ada.open(case_id="SOL-1").version
    bob = Bench(ada.cases, actor="Bob")
    bob.record("SOL-1", "Customer inquiry")

    hold = do.Hold(reason="no news")
    with pytest.raises(ConflictError, match=r"version 3, not 2\. Meanwhile: Bob: recorded “Cus"):
        ada.cases.act("SOL-1", hold, ada.by(expected_version=seen))


def test_of_two_people_who_claim_a_task_one_gets_it() -> None:
    ada = Bench()
    ada.open(case_id="SOL-1")
    ada.attest_entry("SOL-1")
    ada.do_stage("SOL-1")

    with pytest.raises(RefusedError, match=r"Ada has the task already\. Now possible: release"):
        Bench(ada.cases, actor="Bob").act("SOL-1", do.Claim(person="Bob"))


@pytest.mark.parametrize("words", ["a\0b", "a\ud800b"])
def test_text_that_no_database_keeps_is_refused(words: str) -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    with pytest.raises(UnwritableTextError, match="reason holds characters that are no text"):
        bench.act("SOL-1", do.Hold(reason=words))
    with pytest.raises(UnwritableTextError, match="customer holds"):
        bench.open(customer=words)
    with pytest.raises(UnwritableTextError, match="assignee holds"):
        bench.cases.find(Wanted(assignee=words))
    with pytest.raises(NoSuchCaseError):
        bench.cases.show(words)


def test_one_opening_sent_many_times_at_once_opens_one_case() -> None:
    use = cases()

    def open_it(number: int) -> str:
        by = By(actor="Ada", key="same" if number % 2 else f"other {number}")
        return Standing.from_json(use.open("NCV-03", by)).case_id

    with ThreadPoolExecutor(8) as people:
        opened = list(people.map(open_it, range(40)))

    assert len(set(opened[1::2])) == 1
    assert len(use.find(Wanted())) == 21


def test_people_who_open_cases_at_once_get_numbers_of_their_own() -> None:
    use = cases()

    def open_one(key: str) -> str:
        return Standing.from_json(use.open("NCV-03", By(actor="Ada", key=key))).case_id

    with ThreadPoolExecutor(8) as people:
        opened = list(people.map(open_one, map(str, range(40))))

    assert sorted(opened) == [f"NCV-03-{number}" for number in range(1001, 1041)]


def test_a_list_that_asks_for_an_unknown_role_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(NoSuchNameError, match="Did you mean “Solar Design Engineer”"):
        cases().find(Wanted(role="Solar Design Enginer"))


def test_a_list_is_asked_for_in_any_capitals() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    assert [case.case_id for case in bench.cases.find(Wanted(stream_id="ncv-03"))] == ["SOL-1"]


def test_what_was_undone_counts_no_more() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")
    bench.record("SOL-1", "Customer inquiry")

    bench.act("SOL-1", do.Undo())

    assert not bench.cases.case("SOL-1").has("Customer inquiry")


def test_a_reopened_stage_starts_by_itself_when_its_inputs_still_count() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    bench.work_stage("SOL-1")

    standing = bench.act("SOL-1", do.Reopen(stage_id="ncv-03.1", reason="other roof"))

    assert (standing.stage_id, standing.visit, standing.phase) == ("NCV-03.1", 2, Phase.WORKING)


def test_a_standing_is_the_same_after_its_journey_through_json() -> None:
    standing = Bench().open()

    assert Standing.from_json(standing.to_json()) == standing


def test_a_cancelled_case_allows_nothing() -> None:
    bench = Bench()
    bench.open(case_id="SOL-1")

    standing = bench.act("SOL-1", do.Cancel(reason="moved away"))

    assert (standing.status, standing.reason) == (Status.CANCELLED, "moved away")
    assert (standing.next, standing.possible) == ((), ())
