"""Which questions get one answer, because policies look at nothing in which they differ.

Twenty jobs of one stage ask the same about twenty customers. Where no policy that can speak looks
at whom a thing is about, or when it is asked, Cedar would say the same to all of them.

What is not understood of a policy counts as looked at.
"""

from collections.abc import Iterable, Mapping
from typing import Any

# What is one person's or one moment's own.
_OWN = {
    ("resource", "subject"),
    ("resource", "premise"),
    ("resource", "account"),
    ("context", "at"),
}
# The others hold what is own, and are looked at as a whole where no attribute of theirs is named.
_UNDERSTOOD = {"principal", "action"}
_ABSENT = ("consent", "emergency")
Body = Mapping[str, Any]


def look_at_own(policies: Iterable[Mapping[str, Any]], *, data_class: str) -> bool:
    """Tell whether a policy looks at what is own, when there is no consent and no emergency.

    Args:
        policies: Those that can speak, in Cedar's JSON.
        data_class: What a consent would call the thing.
    """
    bodies = (condition["body"] for each in policies for condition in each["conditions"])
    return any(_looks(body, data_class) for body in bodies)


def _looks(body: Any, data_class: str) -> bool:
    if isinstance(body, list):
        return any(_looks(each, data_class) for each in body)
    if not isinstance(body, Mapping) or "Value" in body:
        return False
    if "Var" in body or "Record" in body:
        return body.get("Var") not in _UNDERSTOOD
    if named := _attribute(body):
        return named in _OWN
    # Cedar leaves out what stands behind a no.
    is_over = "&&" in body and _is_no(body["&&"]["left"], data_class)
    return not is_over and any(_looks(each, data_class) for each in body.values())


def _attribute(body: Body) -> tuple[str, str] | None:
    """Return the variable and the attribute that a part asks for, or whether it has."""
    for operator in (".", "has", "is"):
        said = body.get(operator)
        if said and "Var" in said["left"] and said.keys() <= {"left", "attr", "entity_type"}:
            return said["left"]["Var"], said.get("attr", "")
    return None


def _is_no(body: Body, data_class: str) -> bool:
    """Tell whether a part is surely false."""
    if "&&" in body:
        return _is_no(body["&&"]["left"], data_class)
    if "has" in body:
        named = _attribute(body)
        return named in {("context", absent) for absent in _ABSENT}
    if "==" in body:
        left, right = body["=="]["left"], body["=="]["right"]
        is_class = _attribute(left) == ("resource", "data_class") and "." in left
        return is_class and isinstance(said := right.get("Value"), str) and said != data_class
    return False
