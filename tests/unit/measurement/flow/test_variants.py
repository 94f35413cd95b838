"""Variants: the same as counted by hand, and as many of them as there may be."""

from hypothesis import given, settings

from penstock.measurement.flow.variants import Variant, variants
from tests.logs import ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs
from tests.unit.measurement.flow import brute_force as by_hand

MANY = 100_000


def variants_by_hand(log: SmallLog) -> set[Variant]:
    cases = by_hand.grouped(log.rows["visits"], lambda row: row["case_id"]).values()
    ended = [rows for rows in cases if any(map(by_hand.is_end, rows))]
    ways: dict[tuple[str, ...], list[list[dict[str, object]]]] = {}
    for rows in ended:
        ways.setdefault(tuple(row["stage"] for row in rows), []).append(rows)
    return {
        Variant(
            path=each[0][-1]["path"],  # type: ignore[arg-type]
            stage_ids=stages,
            cases=len(each),
            closed=sum(bool(rows[-1]["closes"]) for rows in each),
            is_documented=all(rows[-1]["on_documented_path"] for rows in each),
            spans=by_hand.durations_of(map(by_hand.span_us, each)),
        )
        for stages, each in ways.items()
    }


@settings(max_examples=12)
@given(logs(most_cases=8))
def test_variants_are_those_counted_by_hand(log: SmallLog) -> None:
    found = variants(log, STREAM, most=100)
    assert (found.variants, set(found.shown)) == (len(found.shown), variants_by_hand(log))


@settings(max_examples=8)
@given(logs(most_cases=8))
def test_what_is_shown_and_the_rest_are_all_cases_that_ended(log: SmallLog) -> None:
    found = variants(log, STREAM, most=1)
    assert found.cases == sum(each.cases for each in variants_by_hand(log))
    assert sum(each.cases for each in found.shown) + found.rest == found.cases


def test_a_case_that_is_open_has_no_variant_yet() -> None:
    log = log_of([{"stage": ORDER[0]}], open_visits=[{"stage": ORDER[1]}])
    assert variants(log, STREAM).cases == 0


def test_a_hundred_thousand_variants_are_counted_and_the_first_ten_shown() -> None:
    log = log_of([{"stage": ORDER[0], "closes": True}])
    row = log.rows["visits"][0]
    log.rows["visits"].extend(
        {**row, "case_id": f"D-{number}", "path": number} for number in range(1, MANY)
    )
    found = variants(log, STREAM)
    assert (found.variants, found.cases, len(found.shown), found.rest) == (
        *(MANY, MANY),
        *(10, MANY - 10),
    )
