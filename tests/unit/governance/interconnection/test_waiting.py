"""The fairness report finds a favour, also one that hides in requests that are left waiting."""

from datetime import timedelta
from random import Random

from penstock.governance.fairness.comparing import Verdict
from penstock.governance.interconnection.procedure import Procedure, Track
from penstock.governance.interconnection.queueing import Reordering, by_application, queue
from penstock.governance.interconnection.requests import Entry
from penstock.governance.interconnection.waiting import advanced, waiting_alike
from tests.unit.governance.interconnection.applying import AES, NOW, RIVERA, START, STEPS, request
from tests.unit.governance.service_levels.timing import OFFICE

ONE_TRACK = Procedure(tracks=(Track(name="study process", steps=STEPS),))


def _entries(chance: Random, *, favour: float, number: int = 60) -> list[Entry]:
    entries = []
    for index in range(number):
        customer = (AES, RIVERA)[index % 2]
        received = chance.uniform(0, 60)
        complete = received + chance.uniform(1, 12)
        study = chance.uniform(20, 60) * (favour if customer is AES else 1)
        days = (received, complete, complete + study)
        entries.append(Entry(request=request(f"Q-{index}", *days), customer=customer))
    return entries


def _verdicts(entries: list[Entry]) -> dict[str, Verdict]:
    found = waiting_alike(entries, ONE_TRACK, OFFICE, at=NOW)
    return {each.subject: each.verdict for each in found}


def test_o2_a_planted_favour_in_studies_is_found_and_named() -> None:
    found = _verdicts(_entries(Random(1), favour=0.6))

    faster = [name for name, verdict in found.items() if verdict is Verdict.FASTER]
    assert faster == ["study process: application deemed complete to system impact study completed"]


def test_o2_equal_studies_are_no_favour() -> None:
    verdicts = [_verdicts(_entries(Random(seed), favour=1)) for seed in range(40)]

    favoured = sum(Verdict.FASTER in each.values() for each in verdicts)
    assert favoured <= 6  # five of a hundred by chance


def test_o2_third_parties_whose_studies_never_end_hide_no_favour() -> None:
    done = [Entry(request=request(f"A-{n}", 0, 1, 30), customer=AES) for n in range(12)]
    open_ = [Entry(request=request(f"B-{n}", 0, 1), customer=RIVERA) for n in range(12)]

    assert Verdict.FASTER in _verdicts([*done, *open_]).values()


def test_d9_o2_a_request_that_is_withdrawn_counts_as_far_as_it_came() -> None:
    entries = [
        Entry(request=request("A", 0, 1, withdrawn=15), customer=AES),
        Entry(request=request("B", 0, 1, withdrawn=15), customer=RIVERA),
    ]

    (_, study, *_) = waiting_alike(entries, ONE_TRACK, OFFICE, at=NOW)

    assert study.first.waits == study.second.waits
    assert study.first.waits[0].goes_on
    assert study.first.waits[0].length < timedelta(days=14)


def test_o2_who_was_brought_forward_is_told_with_the_reason() -> None:
    entries = {
        name: Entry(request=request(name, 0, day), customer=customer)
        for name, day, customer in (("1", 1, RIVERA), ("2", 2, AES))
    }
    requests = [entry.request for entry in entries.values()]
    move = Reordering(
        request_id="2", before_id="1", reason="feeder", person="Ada", at=START + timedelta(days=9)
    )

    (found,) = advanced(queue(requests, [move], at=NOW), by_application(requests, at=NOW), entries)

    assert (found.entry.customer, found.number, found.by_application) == (AES, 1, 2)
    assert found.reorderings == (move,)
