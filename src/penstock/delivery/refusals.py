"""Why a command is not done, and what is possible instead."""

from collections.abc import Sequence


class RefusedError(Exception):
    """A case does not allow a command now.

    Args:
        case_id: The case.
        because: What stands in the way.
        instead: What can be done now.
    """

    def __init__(self, case_id: str, *, because: str, instead: Sequence[str] = ()) -> None:
        self.case_id = case_id
        self.because = because
        self.instead = tuple(instead)
        allowed = f" Now possible: {', '.join(instead)}." if instead else ""
        super().__init__(f"Case {case_id}: {because}.{allowed}")


class UnknownNameError(LookupError):
    """A command names an item, criterion, stage or product that the stream does not have."""

    def __init__(self, kind: str, name: str, *, known: Sequence[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        super().__init__(f"There is no {kind} “{name}” here. Known: {'; '.join(known) or 'none'}.")
