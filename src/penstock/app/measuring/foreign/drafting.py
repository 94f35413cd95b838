"""A map to begin with: what a log has, and what it seems to mean."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from penstock.app.measuring.foreign.importing import ModelOf, Wanted, opened_log
from penstock.measurement.foreign.faults import Faults
from penstock.measurement.foreign.mapping import USUAL, ForeignMapping, usual_columns
from penstock.measurement.foreign.stages import Stages

# A log with more activities has its case, or a number, in their place.
_MOST_ACTIVITIES = 200


def draft(wanted: Wanted, *, model_of: ModelOf) -> str:
    """Return a map in TOML for somebody to go on with.

    Args:
        wanted: The log, with what its map says so far.
        model_of: Returns the model of a stream.

    Raises:
        ForeignLogError: The file is no such log.
    """
    log = opened_log(wanted)
    names = log.names()
    said = {what: name for what, name in wanted.said.columns.model_dump().items() if name}
    columns = usual_columns(names) | said
    activities: Counter[str] = Counter()
    if named := columns.get("activity"):
        for chunk in log.chunks((named,), Faults()):
            activities.update(text for text in chunk.columns[named] if text)
    stream = wanted.stream or wanted.said.stream
    stages = Stages(model_of(stream), ForeignMapping(columns={})) if stream else None
    lines = (*_head(stream), *_columns(columns, names), *_time(), *_stages(activities, stages))
    return "\n".join(lines)


def _head(stream: str) -> Iterator[str]:
    yield f"stream = {_text(stream)}"
    yield ""


def _columns(columns: Mapping[str, str], names: tuple[str, ...]) -> Iterator[str]:
    yield f"# The log has: {', '.join(names)}"
    yield "[columns]"
    for what in USUAL:
        yield f"{what} = {_text(columns[what])}" if what in columns else f'# {what} = ""'
    yield ""


def _time() -> Iterator[str]:
    yield "[time]"
    yield "# For times that say no zone, such as America/New_York."
    yield '# zone = ""'
    yield "# For times that are not ISO 8601, such as %d.%m.%Y %H:%M."
    yield '# format = ""'
    yield ""


def _stages(activities: Mapping[str, int], stages: Stages | None) -> Iterator[str]:
    yield "# Activity = stage, or closed, cancelled, ignored. What stays out is an unknown stage."
    yield "[stages]"
    ranked = sorted(activities.items(), key=lambda each: (-each[1], each[0]))
    for activity, count in ranked[:_MOST_ACTIVITIES]:
        stage = stages.of(activity) if stages else activity
        known = stages is not None and stages.knows(stage)
        line = f"{_text(activity)} = {_text(stage if known else '')}  # {count:,} events"
        yield line if known else f"# {line}"
    if len(ranked) > _MOST_ACTIVITIES:
        yield f"# and {len(ranked) - _MOST_ACTIVITIES:,} more"


def _text(words: str) -> str:
    """Return words as a text of TOML, which are written as JSON's are."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
