"""Acts: what people do within a stage, as functions that are bound to it where they are."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from penstock.delivery.items import ItemType
from penstock.delivery.signatures import (
    CaseFacts,
    Signature,
    WrongResultError,
    name_of,
    signature,
)

__all__ = [
    "ActRefusedError",
    "CaseFacts",
    "StageAct",
    "UnfitActResultError",
    "UnfitStageActError",
    "act_of",
    "stage_act",
]

_MARK = "__stage_act__"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_F = TypeVar("_F", bound=Callable[..., Any])


class ActRefusedError(Exception):
    """What somebody wants cannot be done now; nothing of it is recorded.

    Args:
        sentence: What stands in the way, and what to do instead.
    """

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class UnfitStageActError(TypeError):
    """A function cannot be an act of a stage."""

    def __init__(self, function: str, stage_id: str, *, because: str) -> None:
        self.function = function
        self.stage_id = stage_id
        super().__init__(f"{function} cannot be an act of {stage_id}: {because}.")


class UnfitActResultError(Exception):
    """An act gave back what its return type does not say."""

    def __init__(self, act: "StageAct", *, found: str, wanted: str) -> None:
        self.stage_id = act.stage_id
        super().__init__(
            f"“{act.name}” of stage {act.stage_id}, {act.takes.name}, gave back {found} instead "
            f"of {wanted}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAct:
    """Something that a person does within a stage.

    Args:
        stage_id: The stage.
        name: What it is called: `receive`, `sign-contract`.
        takes: What its function takes in and gives out.
        anytime: Whether it can be done in later stages too.
        roles: Who may do it; empty for whoever may record.
        follows: Whether the program does it by itself when something that it reads has changed.
        guards: Whether nobody does it: it is asked before a gate is passed, and may object.
    """

    stage_id: str
    name: str
    takes: Signature
    anytime: bool = False
    roles: tuple[str, ...] = ()
    follows: bool = False
    guards: bool = False

    @property
    def summary(self) -> str:
        """What it does, in a sentence: the first of its function's docstring."""
        return (inspect.getdoc(self.takes.function) or "").partition("\n\n")[0].replace("\n", " ")

    def do(
        self,
        given: Mapping[str, object],
        *,
        now: datetime,
        case: CaseFacts | None = None,
        attached: bytes | None = None,
    ) -> tuple[tuple[ItemType, object], ...]:
        """Return what the act makes of what it is given, each with its type.

        Args:
            given: Items, ports and what somebody said, by parameter.
            now: The moment it is.
            case: What is known of the case.
            attached: A file that somebody added.

        Raises:
            ActRefusedError: It cannot be done now.
            UnfitActResultError: It gives back something else than its return type says.
        """
        try:
            return self.takes.call(given, now=now, case=case, attached=attached)
        except WrongResultError as error:
            raise UnfitActResultError(self, found=error.found, wanted=error.wanted) from error


def stage_act(  # each says something else of an act
    stage_id: str,
    name: str,
    *,
    anytime: bool = False,
    roles: tuple[str, ...] = (),
    follows: bool = False,
    guards: bool = False,
) -> Callable[[_F], _F]:
    """Bind a function to a stage, as something that people do in it.

    A parameter `said` is what the person says: a frozen dataclass that is no information item.
    One of an item's type is given its newest version, and the act is refused without it; `X | None`
    is None where there is none, `tuple[X, ...]` all versions that count, the oldest first.
    `now: datetime` is the moment, `case: CaseFacts` the case and who acts, `attached: bytes | None`
    a file. Any other is a port: a Protocol that the program fulfils. What it returns is recorded:
    an item, a tuple of items, or None. It refuses by raising ActRefusedError.

    Args:
        stage_id: The stage.
        name: What it is called: small letters, words joined by hyphens.
        anytime: Whether it can be done in later stages too.
        roles: Who may do it; empty for whoever may record.
        follows: Whether the program does it by itself too, when something that it reads was
            recorded; that it refuses is then of no account.
        guards: Whether it is no act of people: it is asked before a gate is passed, of this stage
            and, with `anytime`, of later ones, and keeps it closed by refusing.

    Raises:
        UnfitStageActError: The function cannot be one.
    """

    def bind(function: _F) -> _F:
        def unfit(because: str) -> UnfitStageActError:
            return UnfitStageActError(name_of(function), stage_id, because=because)

        if not _NAME.fullmatch(name):
            raise unfit(f"“{name}” is no name of an act; write one such as “sign-contract”")
        act = StageAct(
            stage_id=stage_id,
            name=name,
            takes=signature(function, unfit),
            anytime=anytime,
            roles=roles,
            follows=follows,
            guards=guards,
        )
        if guards and act.takes.outputs:
            raise unfit("what is asked before a gate records nothing; let it return None")
        if not act.summary:
            raise unfit("it has no docstring, whose first sentence tells people what it does")
        setattr(function, _MARK, act)
        return function

    return bind


def act_of(function: Any) -> StageAct | None:
    """Return the act that a function is; None where it is none."""
    found = getattr(function, _MARK, None)
    return found if isinstance(found, StageAct) else None
