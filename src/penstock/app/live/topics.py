"""What a listener wants to hear of."""

import re
from dataclasses import dataclass

from penstock.app.cases import Cases
from penstock.delivery.case import Case
from penstock.delivery.ports import Followed, Position

ALL = "cases"
_MOST = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class UnfitTopicsError(ValueError):
    """Somebody wants to hear of something that is no topic."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(
            f"There are {detail}. Topics are cases, stream:ID and case:ID, with commas between "
            "them."
        )


class UnknownMarkError(LookupError):
    """No event that somebody may know of has such an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Cases that somebody wants to hear of; all that they may see where none is named.

    Args:
        case_ids: Single cases.
        stream_ids: All cases of some streams.
        are_none: Whether no case is wanted, whatever is named.
    """

    case_ids: frozenset[str] = frozenset()
    stream_ids: frozenset[str] = frozenset()
    are_none: bool = False

    @property
    def are_all(self) -> bool:
        """Whether every case is wanted."""
        return not (self.case_ids or self.stream_ids or self.are_none)

    def want(self, case: Case) -> bool:
        """Tell whether a case is wanted."""
        if self.are_none:
            return False
        return self.are_all or case.case_id in self.case_ids or case.stream_id in self.stream_ids


def topics_of(words: str) -> Topics:
    """Return topics from words such as `stream:NCV-03,case:SOL-1001`; `cases` alone is all.

    Raises:
        UnfitTopicsError: A word is no topic.
    """
    said = [each.strip() for each in words.split(",") if each.strip()]
    named = [each.partition(":") for each in said if each != ALL]
    wrong = [each for each in said if each != ALL and not _is_topic(each)]
    if wrong or len(said) > _MOST:
        raise UnfitTopicsError(
            f"“{wrong[0]}” is no topic" if wrong else f"more than {_MOST} topics"
        )
    if ALL in said:
        return Topics()
    return Topics(
        case_ids=frozenset(name for kind, _, name in named if kind == "case"),
        stream_ids=frozenset(name for kind, _, name in named if kind == "stream"),
    )


def _is_topic(word: str) -> bool:
    kind, _, name = word.partition(":")
    return kind in {"case", "stream"} and bool(name)


def mark_of(followed: Followed) -> str:
    """Return the id of an event: its case and its number there.

    A position in the log would tell how much happens in cases that a listener may not see.
    """
    return f"{followed.case_id}/{followed.logged.seq}"


def position_behind(mark: str, cases: Cases) -> Position:
    """Return the position of the event with an id, in a case that somebody may see.

    Raises:
        UnknownMarkError: It is none.
    """
    case_id, slash, seq = mark.partition("/")
    if slash and cases.door and _NUMBER.fullmatch(seq) and cases.door.seen([case_id]):
        found = cases.store.position_of(case_id, int(seq))
        if found:
            return found
    raise UnknownMarkError(mark)
