"""Choosing rules by code, and by the letters of a family."""

from collections.abc import Iterable, Sequence

from penstock.architecture.checks.families import FAMILIES
from penstock.architecture.checks.rule import Rule


class UnknownRuleError(Exception):
    """There is no rule of that code."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches  # slow to import, and seldom needed

        self.code = code
        near = get_close_matches(code.upper(), [*known, *FAMILIES], n=1, cutoff=0.5)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        super().__init__(f"There is no rule '{code}'.{hint} 'penstock rules' lists all.")


def choose(
    rules: Sequence[type[Rule]], *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[type[Rule], ...]:
    """Return the rules that are selected, all if none is, without those that are ignored.

    Raises:
        UnknownRuleError: A code is neither a rule's nor a family's.
    """
    wanted, unwanted = _codes(rules, select), _codes(rules, ignore)
    return tuple(
        rule for rule in rules if (not wanted or rule.code in wanted) and rule.code not in unwanted
    )


def _codes(rules: Sequence[type[Rule]], named: Iterable[str]) -> set[str]:
    codes = [rule.code for rule in rules]
    found: set[str] = set()
    for name in named:
        meant = {code for code in codes if code == name.upper() or code[:3] == name.upper()}
        if not meant:
            raise UnknownRuleError(name, codes)
        found |= meant
    return found
