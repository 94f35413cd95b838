"""How cases flow, in tables: each with its title, its rows, and lines after it."""

from collections.abc import Callable, Iterator, Sequence

from penstock.app.measuring.flowing import Flow
from penstock.architecture.exchange.sheets import Cell
from penstock.kernel.counting import counted
from penstock.measurement.flow.conformance import Deviated
from penstock.measurement.flow.durations import Durations
from penstock.measurement.flow.spoken import spoken, spoken_share
from penstock.measurement.flow.stage_times import StageTimes
from penstock.measurement.flow.variants import Variant
from penstock.measurement.flow.waiting import StageCauses

_Row = tuple[Cell, ...]
_Table = Callable[[Flow], tuple[Sequence[str], Sequence[_Row]]]
_Lines = Callable[[Flow], Iterator[str]]
_NOBODY = "nobody"


def _stages(flow: Flow) -> tuple[Sequence[str], Sequence[_Row]]:
    header = ("Stage", "Visits", "Again", "Left", "Now", "Waiting 50 %", "85 %", "95 %")
    times = {each.stage_id: each for each in flow.times}
    rows = [
        (
            flow.stream.stages.get(each.stage_id, each.stage_id),
            each.visits,
            *_told(times.get(each.stage_id), each.open_cases),
        )
        for each in flow.whole.stages
    ]
    return (*header, "Working 50 %", "85 %", "95 %"), rows


def _told(times: StageTimes | None, open_cases: int) -> _Row:
    if times is None:
        return "-", 0, open_cases, *_percentiles(None), *_percentiles(None)
    again = spoken_share(times.repeated, times.visits)
    waiting, working = _percentiles(times.wait), _percentiles(times.work)
    return again, times.cancelled, open_cases, *waiting, *working


def _percentiles(times: Durations | None) -> tuple[str, str, str]:
    if times is None:
        return "-", "-", "-"
    return spoken(times.p50_us), spoken(times.p85_us), spoken(times.p95_us)


def _moves(flow: Flow) -> tuple[Sequence[str], Sequence[_Row]]:
    header = ("From", "To", "Moves", "Cases", "Then waiting 50 %", "85 %", "Remark")
    rows = [
        (
            each.source_id,
            each.target_id,
            each.moves,
            each.cases,
            "-" if each.median_us is None else spoken(each.median_us),
            "-" if each.p85_us is None else spoken(each.p85_us),
            "" if each.is_declared else "not the documents' next",
        )
        for each in flow.shown.moves
    ]
    return header, rows


def _left_out(flow: Flow) -> Iterator[str]:
    if flow.shown.cases < flow.whole.cases:
        yield f"Moves of {flow.shown.cases:,} of {counted(flow.whole.cases, 'case')}."


def _ways(flow: Flow) -> tuple[Sequence[str], Sequence[_Row]]:
    header = ("Cases", "Share", "Documented", "Median", "Way")
    return header, [
        (
            each.cases,
            spoken_share(each.cases, flow.variants.cases),
            "yes" if each.is_documented else "no",
            spoken(each.spans.p50_us) if each.spans else "-",
            _way(each, flow.stream.stream_id),
        )
        for each in flow.variants.shown
    ]


def _way(variant: Variant, stream_id: str) -> str:
    if not variant.stage_ids:
        return "(not among the paths)"
    end = "" if variant.closed == variant.cases else " ×" if not variant.closed else " (×)"
    return " › ".join(each.removeprefix(f"{stream_id}.") for each in variant.stage_ids) + end


def _other_ways(flow: Flow) -> Iterator[str]:
    others = flow.variants.variants - len(flow.variants.shown)
    if others:
        yield f"{counted(others, 'other way')}: {counted(flow.variants.rest, 'case')}."
    if any(each.closed < each.cases for each in flow.variants.shown):
        yield "× is a way that ended with a cancelled case, (×) one that did in some cases."


def _deviations(flow: Flow) -> tuple[Sequence[str], Sequence[_Row]]:
    header = ("Deviation", "Visits", "Cases", "Time in such visits", "Closed cases that have it")
    return header, [
        (
            each.kind.value,
            each.visits,
            each.cases,
            "-" if each.spent_us is None else spoken(each.spent_us),
            _difference(each),
        )
        for each in flow.conformance.deviations
    ]


def _difference(one: Deviated) -> str:
    found = one.difference
    if found is None:
        return "too few to compare" if one.cases else "-"
    if found.low_us <= 0 <= found.high_us:
        return f"as long as others (95 %: {_longer(found.low_us)} to {_longer(found.high_us)})"
    nearest, farthest = sorted((abs(found.low_us), abs(found.high_us)))
    within = f"95 %: {spoken(nearest)} to {spoken(farthest)}"
    return f"{_longer(found.difference_us)} in the median than others ({within})"


def _longer(us: int) -> str:
    return f"{spoken(abs(us))} {'longer' if us >= 0 else 'shorter'}"


def _conforming(flow: Flow) -> Iterator[str]:
    found = flow.conformance
    share = spoken_share(found.conforming, found.cases)
    yield f"{found.conforming:,} of {counted(found.cases, 'case')} ({share}) did nothing of that."


def _waiting(flow: Flow) -> tuple[Sequence[str], Sequence[_Row]]:
    header = ("Stage", "Waiting", "On hold", "Batch", "Came before", "Came later", "Closed hours")
    return (*header, "Not told"), [
        (
            each.stage_id,
            spoken(each.wait_us),
            *(_part(each, part, name) for name, part in each.parts._asdict().items()),
        )
        for each in flow.causes
    ]


def _part(causes: StageCauses, part: int, name: str) -> str:
    if name == "unavailability_us" and not causes.knows_hours:
        return "?"
    return spoken_share(part, causes.wait_us).replace("less than ", "<").replace("more than ", ">")


def _reasons(flow: Flow) -> Iterator[str]:
    for each in flow.causes:
        for reason, us in each.held_for[:2]:
            share = spoken_share(us, each.wait_us)
            yield f"{each.stage_id}: on hold {share} of the waiting: “{reason or 'no reason'}”"
    if not all(each.knows_hours for each in flow.causes):
        yield "Without a calendar that reaches so far, closed hours are among what is not told."


def _handovers(flow: Flow) -> tuple[Sequence[str], Sequence[_Row]]:
    header = ("From", "To", "Visits", "Waiting 50 %", "85 %")
    return header, [
        (
            each.source or _NOBODY,
            each.target or _NOBODY,
            each.visits,
            spoken(each.wait.p50_us),
            spoken(each.wait.p85_us),
        )
        for each in flow.handovers
    ]


def _nothing(_flow: Flow) -> Iterator[str]:
    yield from ()


TABLES: Sequence[tuple[str, _Table, _Lines]] = (
    ("Stages", _stages, _nothing),
    ("Moves", _moves, _left_out),
    ("Ways of the cases that ended", _ways, _other_ways),
    ("Deviations", _deviations, _conforming),
    ("Waiting, by what it was for", _waiting, _reasons),
    ("Handovers", _handovers, _nothing),
)
