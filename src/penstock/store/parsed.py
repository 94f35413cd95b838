"""Cases beside the texts they were read from: the same text is not read twice."""

from datetime import UTC
from threading import Lock

from penstock.delivery.case import Case
from penstock.delivery.recording import case_from_json

# More than a batch of cases that are found, and then moved.
MOST = 512


class ParsedCases:
    """The cases that were last read or written.

    What is remembered is what a text says, not what is in the database: a case is looked at there
    each time, and its text compared.
    """

    def __init__(self) -> None:
        self._cases: dict[str, tuple[str, Case]] = {}
        self._guard = Lock()

    def case(self, case_id: str, content: str) -> Case:
        """Return the case that a text says."""
        text, case = self._cases.get(case_id, (None, None))
        if case is None or text != content:
            case = case_from_json(content)
            self.keep(case, content)
        return case

    def keep(self, case: Case, content: str) -> None:
        """Remember what a text says, if reading it would give the very same."""
        if not _is_in_utc(case):
            return
        with self._guard:
            self._cases.pop(case.case_id, None)
            self._cases[case.case_id] = (content, case)
            if len(self._cases) > MOST:
                del self._cases[next(iter(self._cases))]


def _is_in_utc(case: Case) -> bool:
    # Those of its clocks always are.
    entered, changed = case.entered_at, case.changed_at
    return (
        case.opened_at.tzinfo is UTC
        and (entered is None or entered.tzinfo is UTC)
        and (changed is None or changed.tzinfo is UTC)
    )
