import re
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any

from penstock.app.energy.network_files import find_feeder
from penstock.casework.interconnection import Answer
from penstock.engineering.network.building import open_feeder
from penstock.streams.aov_04_interconnection.answering import Record, answer_of
from penstock.streams.aov_04_interconnection.items import PermissionToOperateNotice
from penstock.streams.aov_04_interconnection.stages import review, tender
from penstock.streams.aov_04_interconnection.stages.study import Reviewed
from tests.applications import COMPLETE, of_a_shop
from tests.unit.streams.aov_04_interconnection.requests import (
    COMPANY,
    GRID,
    NOW,
    RULES,
    case,
    looked_at,
    went,
)


def whole(kw: str = "600") -> Record:
    """Return all that is recorded of a request of a shop up to its agreement."""
    request = went(of_a_shop(kw=kw))
    said = Reviewed(is_approved=True, because="Protection was looked at in detail.")
    study = review(said, request.screening, request.study, GRID, NOW, case())
    return Record(
        application=request.application,
        notice=request.notice,
        screening=request.screening,
        study=study,
        agreement=tender(request.application, request.screening, study, RULES, NOW),
    )


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    else:
        yield str(value)


def names(kind: type) -> Iterator[str]:
    for each in fields(kind):
        yield each.name
        for inner in re.findall(r"[A-Z]\w+", str(each.type)):
            found = getattr(__import__(kind.__module__, fromlist=[inner]), inner, None)
            if is_dataclass(found) and isinstance(found, type):
                yield from names(found)


def test_an_answer_tells_terms_reasons_and_costs() -> None:
    answer = answer_of("Q-7", whole())

    assert answer.state == "interconnection agreement tendered"
    assert answer.terms is not None
    assert answer.terms.conditions[1].cost_cents == 5_600_000
    assert answer.study is not None
    assert "thermal loading" in answer.study.concluded
    assert any(each.verdict == "FAIL" and each.limit == "15 %" for each in answer.screens)


def test_an_answer_names_nothing_of_the_network() -> None:
    told = " ".join(texts(asdict(answer_of("Q-7", whole())))).casefold()

    feeder = open_feeder(find_feeder(str(COMPANY / "feeders" / "quantum-12")).script())
    own = {each.name.partition(".")[2] for each in feeder.branches if "_" in each.name}
    secret = {feeder.name, *(each.name for each in feeder.branches), *own}
    assert not [each for each in secret if each.casefold() in told]
    assert "recloser" not in told
    assert "breaker 12" not in told


def test_an_answer_holds_no_number_of_the_network() -> None:
    record = whole("100")
    assert record.screening is not None

    told = " ".join(texts(asdict(answer_of("Q-7", record))))

    for each in record.screening.screens:
        if " kW of generation" in each.found or " A of its " in each.found:
            assert each.found not in told
    assert "16.71" not in told
    assert not [each for each in record.screening.criteria if str(each.with_it) in told]


def test_the_type_of_an_answer_has_no_place_for_the_network() -> None:
    known = set(names(Answer))

    assert {"terms", "cost_cents", "verdict", "what"} <= known
    assert known.isdisjoint({"feeder", "bus", "place", "transformer", "found", "level", "with_it"})


def test_a_request_is_told_where_it_stands() -> None:
    record, application = whole("100"), went(COMPLETE).application
    refused = PermissionToOperateNotice(
        is_granted=False, operate_from=None, reasons=("why",), decided_at=NOW
    )

    states = [
        answer_of("Q-7", each).state
        for each in (
            Record(application=application),
            Record(
                application=application,
                notice=looked_at(replace(COMPLETE, in_service_on=None)),
            ),
            Record(application=application, notice=looked_at(COMPLETE)),
            replace(record, study=None, agreement=None),
            replace(record, agreement=None),
            record,
            replace(record, permission=refused),
        )
    ]

    assert states == [
        "application received",
        "incomplete",
        "application deemed complete",
        "screened: supplemental review",
        "connection approved",
        "interconnection agreement tendered",
        "completion not yet accepted",
    ]


def test_two_applicants_with_one_project_are_answered_alike() -> None:
    form = of_a_shop(kw="100")
    other = replace(form, applicant=replace(form.applicant, name="Harbor Point Solar"))

    ours, theirs = went(form), went(other)

    assert ours.screening == theirs.screening
    assert ours.study == theirs.study
