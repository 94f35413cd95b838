"""How far each case has come, and when: a row for each case, from visits and open visits."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from penstock.measurement.ports import Log

_COLUMNS = (
    "case_id",
    "stream",
    "stage",
    "entered",
    "closes",
    "outcome",
    "recorded_at",
)


def came(position: int) -> str:
    """Return the column of the moment at which a case had come to the stage at a position."""
    return f"came_{position}"


def progress(log: Log, stream_id: str, stages: Sequence[str]) -> ir.Table:
    """Return a row for each case of a stream: when it came how far, and when it was over.

    Columns: `case_id`; `opened`, when it entered its first stage; `came_0`, `came_1` and so on,
    when it entered the stage at that position of `stages`, or one behind it, for the first time,
    empty where it never did; `finished`, when it was closed or cancelled, empty while it is open.
    A stage that `stages` does not name brings no case further.
    """
    rows = all_visits(log, stream_id)
    is_over = rows.closes | (rows.outcome == "cancelled")
    moments = {
        came(position): rows.entered.min(where=rows.stage.isin(list(stages[position:])))
        for position in range(len(stages))
    }
    return rows.group_by("case_id").aggregate(
        opened=rows.entered.min(), **moments, finished=rows.recorded_at.min(where=is_over)
    )


def all_visits(log: Log, stream_id: str) -> ir.Table:
    """Return the visits of a stream that are over, with those that are not."""
    over, still = (table.select(*_COLUMNS) for table in (log.visits(), log.open_visits()))
    both = ibis.union(over, still)
    return both.filter(both.stream == stream_id)
