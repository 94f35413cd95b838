"""Visits as XES (IEEE 1849-2016): each is scheduled, started, and completed or given up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from pathlib import Path
from xml.sax.saxutils import quoteattr

from penstock.delivery.holds import Hold
from penstock.delivery.visits import Outcome, Visit

# Declared by the standard: what concept:name, time:timestamp and the like mean.
_EXTENSIONS = (
    ("Concept", "concept"),
    ("Time", "time"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
)
# The standard's transitions: an activity completes, is given up, or goes down with its case.
_ENDS = {
    Outcome.PASSED: "complete",
    Outcome.REOPENED: "ate_abort",
    Outcome.CANCELLED: "pi_abort",
}
# XML 1.0 has no way to write these, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | bool | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A case with its visits.

    Args:
        case_id: The case.
        stream_id: Its value stream.
        product: What it is about; empty where nothing tells.
        visits: Its visits, in their order.
        holds: The times it was on hold that are over, in their order.
    """

    case_id: str
    stream_id: str
    product: str
    visits: tuple[Visit, ...]
    holds: tuple[Hold, ...] = ()


def write_xes(traces: Iterable[Trace], file: Path, *, synthetic: str = "") -> int:
    """Write cases to a file; return the number of events. The same cases give the same bytes.

    Args:
        traces: The cases.
        file: The file.
        synthetic: What the log says of its cases where nobody real is in them.
    """
    count = 0
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_head())
        if synthetic:
            out.write(_attribute("penstock:synthetic", synthetic, indent=2))
        for trace in traces:
            events = [_event(each) for visit in trace.visits for each in _moments(visit, trace)]
            out.writelines((*_trace(trace), *events, "  </trace>\n"))
            count += len(events)
        out.write("</log>\n")
    return count


def _head() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
    for name, prefix in _EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    yield '  <global scope="trace">\n    <string key="concept:name" value=""/>\n  </global>\n'
    yield '  <global scope="event">\n    <string key="concept:name" value=""/>\n'
    yield '    <string key="lifecycle:transition" value="complete"/>\n'
    yield '    <date key="time:timestamp" value="1970-01-01T00:00:00.000000+00:00"/>\n'
    yield '  </global>\n  <classifier name="Activity" keys="concept:name"/>\n'
    # In alphabetical order, as some programs sort them.
    yield '  <string key="lifecycle:model" value="standard"/>\n'


def _trace(trace: Trace) -> Iterator[str]:
    yield "  <trace>\n"
    said = {"concept:name": trace.case_id, "stream": trace.stream_id, "product": trace.product}
    yield from (_attribute(key, value, indent=4) for key, value in said.items() if value)


@dataclass(frozen=True, slots=True)
class _Moment:
    """What happened in a visit, and when."""

    visit: Visit
    transition: str
    at: datetime


def _moments(visit: Visit, trace: Trace) -> Iterable[_Moment]:
    """Return what happened in a visit, in its order."""
    held = (each for each in trace.holds if each.seq == visit.seq)
    # By time, and yet each in its own order where a clock went back.
    return merge(_steps(visit), _held(visit, held), key=lambda each: each.at)


def _steps(visit: Visit) -> Iterator[_Moment]:
    yield _Moment(visit, "schedule", visit.entered)
    if visit.started:
        yield _Moment(visit, "start", visit.started)
    if visit.exited and visit.outcome:
        yield _Moment(visit, _ENDS[visit.outcome], visit.exited)


def _held(visit: Visit, holds: Iterable[Hold]) -> Iterator[_Moment]:
    for each in holds:
        # Why it was, people say in their own words, and may name customers.
        yield _Moment(visit, "suspend", each.began)
        yield _Moment(visit, "resume", each.ended)


def _event(moment: _Moment) -> str:
    visit = moment.visit
    said: dict[str, Value] = {
        "concept:name": visit.stage_id,
        "concept:instance": str(visit.seq),
        "lifecycle:transition": moment.transition,
        "time:timestamp": moment.at,
        "org:resource": visit.resource,
    }
    if moment.transition in _ENDS.values():
        said |= _end(visit)
    lines = (_attribute(key, value, indent=6) for key, value in said.items() if value != "")
    return "".join(("    <event>\n", *lines, "    </event>\n"))


def _end(visit: Visit) -> dict[str, Value]:
    """Return what is known of a visit when it is over, and no extension has a word for."""
    return {
        "outcome": str(visit.outcome),
        "criteria_met": bool(visit.criteria_met),
        "closes": visit.closes,
        "recorded_at": visit.recorded_at or "",
    }


def _attribute(key: str, value: Value, *, indent: int) -> str:
    kind, text = _typed(value)
    return f"{' ' * indent}<{kind} key={quoteattr(key)} value={quoteattr(text)}/>\n"


def _typed(value: Value) -> tuple[str, str]:
    match value:
        case bool():
            return "boolean", str(value).lower()
        case datetime():
            return "date", value.astimezone(UTC).isoformat(timespec="microseconds")
        case _:
            return "string", _UNWRITABLE.sub("\ufffd", value)
