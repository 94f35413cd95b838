"""Why a stream is not played on."""

LEAST_CLOSED = 30


class TooManyCasesError(Exception):
    """A stream has more cases than are played while somebody waits."""

    def __init__(self, stream_id: str, *, cases: int) -> None:
        super().__init__(
            f"{stream_id} would have about {cases:,} cases in so many weeks, more than are played "
            "while somebody waits. Ask for fewer weeks, or fewer arrivals."
        )


class TooFewCasesError(Exception):
    """Too few cases of a stream were closed to tell what may come."""

    def __init__(self, stream_id: str, *, closed: int, days: float) -> None:
        super().__init__(
            f"{closed} cases of {stream_id} were closed in the last {days:.0f} days; from fewer "
            f"than {LEAST_CLOSED} nothing can be said of others. Look again when more are closed."
        )
