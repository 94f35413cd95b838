"""A result as it is shown: its finding, figures, pictures with tables, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from penstock.app.results.case_file import Withheld
from penstock.app.results.kinds import ResultKind
from penstock.app.results.recordings import MadeOf, Recording

_NARROW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that people look for first.

    Args:
        words: What it is.
        value: With its unit.
        note: How sure it is, or by what it was reckoned.
    """

    words: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture of a result.

    Args:
        name: What its file is called, without the ending.
        title: What it shows.
        finding: What it says, in a sentence.
        svg: The drawing as it stands alone.
        bare: The drawing below its title on a page.
    """

    name: str
    title: str
    finding: str
    svg: str
    bare: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a result.

    Args:
        title: What it is called.
        header: The names of its columns.
        rows: Its rows, as people read them.
        words: How many columns from the left are words; the others are numbers.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1

    @property
    def is_narrow(self) -> bool:
        """Tell whether it stands beside its picture."""
        return len(self.header) <= _NARROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a result.

    Args:
        title: What it is about.
        drawing: Its picture; None for none.
        table: The table behind it; None for none.
        lines: What is to be said besides.
    """

    title: str
    drawing: Drawing | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a result stands, in a word with its sign.

    Args:
        tone: `done`, `risk` or `late`.
        words: How it stands.
        because: Why; empty where that goes without saying.
    """

    tone: str
    words: str
    because: str = ""

    @property
    def glyph(self) -> str:
        """The sign, for whoever sees no colours."""
        return {"done": "●", "risk": "▲", "late": "■"}[self.tone]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A result as it is shown.

    Args:
        kind: Which.
        case_id: Whose.
        customer: For whom the case is.
        recording: The version, when it was recorded and by whom.
        counts: Whether it is the newest and still counts.
        finding: What it says, in a sentence.
        value: What was recorded.
        marks: How it stands.
        figures: What people look for first.
        sections: Its parts.
        method: How it was made, with the version of that.
        made_of: Its inputs.
        versions: All its versions, the oldest first.
        withheld: What belongs to it and may not be read by who asks.
    """

    kind: ResultKind
    case_id: str
    customer: str
    recording: Recording
    counts: bool
    finding: str
    value: object
    marks: tuple[Mark, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    method: str = ""
    made_of: tuple[MadeOf, ...] = ()
    versions: tuple[Recording, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Its pictures, the first one first."""
        return tuple(each.drawing for each in self.sections if each.drawing)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, the first one first."""
        return tuple(each.table for each in self.sections if each.table)
