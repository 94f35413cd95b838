"""The statement of a search: a range of an index for each side, however many cases there are.

The side comes first in the index, so that a search reads no row of a side that it does not ask for,
and takes no longer because there are many.
"""

from collections.abc import Sequence

from sqlalchemy import Select, Subquery, literal, select, union_all

from penstock.delivery.searching import Sought, together
from penstock.kernel.sides import Side
from penstock.store.tables import CASE_STATE, CASE_WORD

# What is found by each word is looked through for the others, and no further.
_LOOKED_THROUGH = 1000
# Behind every text that begins so, by code points.
_LAST = "\U0010ffff"
ALL_SIDES: tuple[str, ...] = ("", *Side)


def search(sought: Sought, sides: Sequence[str]) -> "Select[str, str]":
    """Return the statement of the cases of some sides that are sought; it selects as `page` does.

    They come in the order of the word that was found, those that are called just so first.
    """
    ranges = [select(_range(sought, each, word)) for each in sides for word in sought.words]
    found = union_all(*ranges).subquery()
    state = CASE_STATE.c
    return (
        select(state.case_id, state.content)
        .join(found, found.c.case_id == state.case_id)
        .order_by(found.c.word, state.case_id)
        .limit(_rows(sought))
    )


def _rows(sought: Sought) -> int:
    """Return how many rows are read: some cases are found by two of their words."""
    return 2 * sought.limit


def _range(sought: Sought, side: str, begun: str) -> Subquery:
    word = CASE_WORD.c
    columns = (word.word, word.case_id, word.words)
    asked = select(*columns).where(word.side == literal(str(side)))
    asked = asked.where(word.word >= begun, word.word < begun + _LAST)
    looked_through = _LOOKED_THROUGH if len(sought.words) > 1 else _rows(sought)
    found = asked.order_by(word.word, word.case_id).limit(looked_through).subquery()
    fitting = select(found.c.word, found.c.case_id)
    for each in sought.words:
        fitting = fitting.where(found.c.words.contains(together([each]), autoescape=True))
    return fitting.limit(_rows(sought)).subquery()
