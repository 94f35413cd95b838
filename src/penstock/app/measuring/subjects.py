"""Where shapes of flow pictures lead: to the cases behind them, in the words of `--cases`."""

from urllib.parse import quote

from penstock.measurement.flow.behind import CANCELLED, CLOSED
from penstock.measurement.pictures.subjects import Shown, Subject, SubjectLink


def leading_to(base: str) -> SubjectLink:
    """Return what gives each shape the address of the cases behind it.

    Args:
        base: The address that lists cases: `?cases=GROUP` follows for a group of them, in the words
            of `penstock flow --cases`, and `?case=ID` for one.
    """
    joint = "&" if "?" in base else "?"

    def link(subject: Subject) -> str | None:
        if subject.shown is Shown.CASE:
            return f"{base}{joint}case={quote(subject.key, safe='')}"
        words = group_words(subject)
        return f"{base}{joint}cases={quote(words, safe='')}" if words else None

    return link


def group_words(subject: Subject) -> str:
    """Return the words that name the cases behind a shape; empty where no group has them."""
    match subject.shown:
        case Shown.STAGE:
            return subject.key
        case Shown.MOVE:
            return f"{subject.key}>{subject.other}"
        case Shown.CLOSED:
            return f"{subject.key}>{CLOSED}"
        case Shown.CANCELLED:
            return f"{subject.key}>{CANCELLED}"
        case _:
            return ""
