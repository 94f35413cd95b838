"""What people say to acts: JSON, held against the class that the act is told."""

from collections.abc import Iterable
from typing import Any

from penstock.app.items.problems import Problem, UnfitItemError
from penstock.delivery.items import ItemType
from penstock.delivery.stage_acts import StageAct
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side


class UnfitSaidError(ValueError):
    """What somebody says to an act does not fit what it is told: every problem at once."""

    def __init__(self, act: str, *, problems: Iterable[Problem]) -> None:
        self.act = act
        self.problems = tuple(problems)
        told = "; ".join(map(str, self.problems))
        super().__init__(f"What is said to “{act}” does not fit: {told}.")


def said_value(act: StageAct, said: bytes) -> object:
    """Return what somebody says to an act as it takes it; None where it is told nothing.

    Raises:
        UnfitSaidError: It does not fit, or something is said where nothing is asked.
    """
    if act.takes.said is None:
        if said.strip() not in {b"", b"{}"}:
            problem = Problem(path="", because="it is told nothing")
            raise UnfitSaidError(act.name, problems=[problem])
        return None
    from penstock.app.items.form import form_of  # pydantic is slow to import

    try:
        return form_of(_kind(act.takes.said)).read(said or b"{}", item=act.name)
    except UnfitItemError as error:
        raise UnfitSaidError(act.name, problems=error.problems) from error


def said_schema(act: StageAct) -> dict[str, Any] | None:
    """Return the JSON Schema of what an act is told; None where it is told nothing."""
    if act.takes.said is None:
        return None
    from penstock.app.items.form import form_of  # pydantic is slow to import

    return form_of(_kind(act.takes.said)).schema


def _kind(said: type) -> ItemType:
    # It is kept nowhere, so that its side and sensitivity are of no account.
    return ItemType(of=said, side=Side.ENTERPRISE, sensitivity=Sensitivity.INTERNAL)
