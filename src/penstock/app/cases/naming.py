"""From the words a person types to the case, item, criterion or stream that they mean."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from penstock.app.cases.texts import is_text
from penstock.delivery.ports import View, Wanted

_LISTED = 40


class NoSuchNameError(LookupError):
    """Nothing is called so, where something has to be."""

    def __init__(self, kind: str, words: str, *, of: str, known: Sequence[str]) -> None:
        self.kind = kind
        self.words = words
        self.known = tuple(known)
        near = _near(words, known)
        hint = f" Did you mean {' or '.join(f'“{each}”' for each in near)}?" if near else ""
        # A long list helps nobody who only mistyped.
        there = "" if near and len(known) > _LISTED else _list(known)
        super().__init__(f"There is no {kind} “{words}” in {of}.{hint}{there}")


class NoSuchCaseError(LookupError):
    """No case has this id."""

    def __init__(self, case_id: str, *, near: Sequence[str], empty: bool) -> None:
        self.case_id = case_id
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        hint = " No case was opened here yet: penstock case open." if empty else hint
        super().__init__(f"There is no case {case_id!r}.{hint}")


def chosen(words: str, known: Sequence[str], *, kind: str, of: str, parts: bool = False) -> str:
    """Return the one of the known names that words mean, whatever their capitals.

    Args:
        words: What somebody typed.
        known: What there is.
        kind: What they are names of.
        of: What they belong to.
        parts: Whether a part of a name will do when only one name has it.

    Raises:
        NoSuchNameError: They mean none, or no single one.
    """
    if words in known:
        return words
    wanted = " ".join(words.split()).casefold()
    same = [name for name in known if name.casefold() == wanted]
    if not same and parts and wanted:
        same = [name for name in known if wanted in name.casefold()]
    if len(same) != 1:
        raise NoSuchNameError(kind, words, of=of, known=known)
    return same[0]


def no_such_case(case_id: str, store: View) -> NoSuchCaseError:
    """Return the error that names cases called nearly so."""
    # Ids that differ in their last places stand near each other in the order of ids.
    before = case_id[:-3] if is_text(case_id) else ""
    pages = [store.find(Wanted(after=start, limit=50)) for start in {"", before}]
    ids = sorted({case.case_id for page in pages for case in page})
    return NoSuchCaseError(case_id, near=_near(case_id, ids), empty=not ids)


def _list(known: Sequence[str]) -> str:
    more = f"; and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f" There is: {'; '.join(known[:_LISTED]) or 'none'}{more}."


def _near(words: str, known: Iterable[str]) -> list[str]:
    by_key = {name.casefold(): name for name in known}
    # Letters that changed their places are the commonest slip, and the surest to mend.
    turned = [name for key, name in by_key.items() if sorted(key) == sorted(words.casefold())]
    if turned:
        return turned
    return [by_key[key] for key in get_close_matches(words.casefold(), by_key, n=3, cutoff=0.6)]
