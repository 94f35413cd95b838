"""The process map as values: stages, moves between them, and where cases come in and go out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedStage:
    """A stage on the map; all times are whole microseconds.

    Args:
        stage_id: The stage.
        is_declared: Whether the documents name it in the stream's order.
        visits: How often it was visited and left.
        cases: How many cases visited it.
        repeated_visits: Visits after a case's first of this stage.
        median_us: Median time from entering it to leaving it; None where nobody left it.
        p85_us: The time within which 85 % of its visits ended; None where nobody left it.
        median_wait_us: Median time from entering it to the beginning of its work, or None.
        entries: Cases whose first stage it was.
        closed: Cases that were closed after it.
        cancelled: Cases that were cancelled in it.
        open_cases: Cases that are in it now.
    """

    stage_id: str
    is_declared: bool
    visits: int
    cases: int
    repeated_visits: int = 0
    median_us: int | None = None
    p85_us: int | None = None
    median_wait_us: int | None = None
    entries: int = 0
    closed: int = 0
    cancelled: int = 0
    open_cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedMove:
    """A move from one stage to another, or to the same one again.

    Args:
        source_id: The stage that was left.
        target_id: The stage that was entered.
        is_declared: Whether it leads from a stage to the next one of the documents' order.
        moves: How often it was made.
        cases: How many cases made it.
        median_us: Median time from entering the target to the beginning of its work, in visits that
            are over; None where none is.
        p85_us: The time within which work began after 85 % of these moves, or None.
    """

    source_id: str
    target_id: str
    is_declared: bool
    moves: int
    cases: int
    median_us: int | None = None
    p85_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessMap:
    """How cases moved through a stream.

    Args:
        stream_id: The value stream.
        stages: Declared stages in the documents' order, then the others by their id.
        moves: All moves, by source and target in the order of `stages`.
        cases: How many cases the map shows.
        all_cases: How many cases the log has.
    """

    stream_id: str
    stages: tuple[MappedStage, ...]
    moves: tuple[MappedMove, ...]
    cases: int
    all_cases: int
