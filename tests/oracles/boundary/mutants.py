"""Policies with one fault planted in them: a clause left out, turned round, or off by one."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from penstock.governance.boundary.policies import Policies, Policy

Json = Any
_TURNED = {
    "==": ("!=",),
    "!=": ("==",),
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "&&": ("||",),
    "||": ("&&",),
    "*": ("+",),
}


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """Policies with a fault in one of them, and what was done to it."""

    of: str
    what: str
    policies: Policies


def mutants(policies: Policies) -> Iterator[Mutant]:
    """Yield every way to plant one small fault in policies."""
    for policy in policies.in_order:
        rest = tuple(each for each in policies.in_order if each is not policy)
        yield Mutant(of=policy.id, what="drop it", policies=replace(policies, in_order=rest))
        for what, parsed in _faults(policy.parsed):
            changed = replace(policy, parsed=parsed, forbids=parsed["effect"] == "forbid")
            yield Mutant(of=policy.id, what=what, policies=_with(policies, policy, changed))


def _with(policies: Policies, old: Policy, new: Policy) -> Policies:
    return replace(
        policies, in_order=tuple(new if each is old else each for each in policies.in_order)
    )


def _faults(parsed: Json) -> Iterator[tuple[str, Json]]:
    other = {"forbid": "permit", "permit": "forbid"}[parsed["effect"]]
    yield f"{parsed['effect']} becomes {other}", {**parsed, "effect": other}
    yield from _heads(parsed)
    for number, condition in enumerate(parsed["conditions"]):
        others = [each for n, each in enumerate(parsed["conditions"]) if n != number]
        yield f"drop {condition['kind']}", {**parsed, "conditions": others}
        turned = {"when": "unless", "unless": "when"}[condition["kind"]]
        for what, body in [("", condition["body"]), *_bodies(condition["body"])]:
            kind = condition["kind"] if what else turned
            changed = [*others, {"kind": kind, "body": body}]
            yield what or f"{condition['kind']} becomes {turned}", {**parsed, "conditions": changed}


def _heads(parsed: Json) -> Iterator[tuple[str, Json]]:
    """Yield policies that are for fewer actions, and permits that are for more."""
    listed = parsed["action"].get("entities", [])
    for named in listed if len(listed) > 1 else []:
        fewer = [each for each in listed if each is not named]
        yield f"not for {named['id']}", {**parsed, "action": {"op": "in", "entities": fewer}}
    if parsed["effect"] == "permit":
        yield "for every action", {**parsed, "action": {"op": "All"}}
        if parsed["resource"]["op"] == "is":
            yield "for everything", {**parsed, "resource": {"op": "All"}}


def _bodies(body: Json) -> Iterator[tuple[str, Json]]:
    """Yield an expression with one fault somewhere in it."""
    for path, node in _walk(body):
        for what, changed in _changed(node):
            whole = copy.deepcopy(body)
            yield what, _put(whole, path, changed)


def _walk(node: Json, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Json]]:
    yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in children:
        if isinstance(child, dict | list) and key not in ("Value", "Var"):
            yield from _walk(child, (*path, key))


def _put(whole: Json, path: tuple[Any, ...], changed: Json) -> Json:
    if not path:
        return changed
    at = whole
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = changed
    return whole


def _changed(node: Json) -> Iterator[tuple[str, Json]]:
    if not isinstance(node, dict) or len(node) != 1:
        return
    ((operator, inside),) = node.items()
    for other in _TURNED.get(operator, ()):
        yield f"{operator} becomes {other}", {other: inside}
    if operator in ("&&", "||"):
        yield f"right of {operator} alone", inside["right"]
        yield f"left of {operator} alone", inside["left"]
    if operator == "!":
        yield "drop !", inside["arg"]
    if operator in ("contains", "has"):
        yield f"not {operator}", {"!": {"arg": node}}
    if operator == "Set":
        for number in range(len(inside)):
            yield f"leave out member {number}", {"Set": inside[:number] + inside[number + 1 :]}
    if operator == "Value" and type(inside) is int:
        yield from ((f"{inside} becomes {other}", {"Value": other}) for other in _near(inside))


def _near(number: int) -> tuple[int, int]:
    return number - 1, number + 1
