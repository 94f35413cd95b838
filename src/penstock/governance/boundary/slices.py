"""Which policies can speak about a question at all, so that the others are not asked.

A policy says in its head for which actions and for which kind of thing it is. Where the head does
not fit, Cedar would not look at the rest; leaving such policies out changes no decision. Where it
is known to fit, it need not be looked at again for each question.
"""

from collections.abc import Mapping
from typing import Any

from penstock.governance.boundary.asking import Action

_ACTIONS = frozenset(action.value for action in Action)


def can_speak(parsed: Mapping[str, Any], *, action: Action, kind: str) -> bool:
    """Tell whether a policy's head fits an action on a kind of thing."""
    return _fits_action(parsed["action"], action) and _fits_kind(parsed["resource"], kind)


def without_head(parsed: Mapping[str, Any], *, action: Action, kind: str) -> dict[str, Any]:
    """Return a policy without those parts of its head that an action on a kind of thing fits."""
    open_head = {"op": "All"}
    fits_by_name = action.value in _named(parsed["action"])
    fits_by_kind = parsed["resource"] == {"op": "is", "entity_type": kind}
    return {
        **parsed,
        "action": open_head if fits_by_name else parsed["action"],
        "resource": open_head if fits_by_kind else parsed["resource"],
    }


def _fits_action(head: Mapping[str, Any], action: Action) -> bool:
    names = _named(head)
    # A name that is no action is a group of them; who belongs to it, only Cedar knows.
    return not names or action.value in names or not names <= _ACTIONS


def _named(head: Mapping[str, Any]) -> set[str]:
    named = [head["entity"]] if "entity" in head else head.get("entities", [])
    return {each["id"] for each in named}


def _fits_kind(head: Mapping[str, Any], kind: str) -> bool:
    return bool(head["op"] != "is" or head["entity_type"] == kind)
