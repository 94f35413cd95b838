"""Commands as people give them, completed: names spelt as the model has them, roles filled in."""

from collections.abc import Iterable
from dataclasses import replace

from penstock.app.cases.naming import chosen
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.events import GateFailed, GatePassed
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Logged


def completed(
    command: do.Command, case: Case, model: StreamModel, *, done: Iterable[Logged]
) -> do.Command:
    """Return a command in the model's own words.

    Args:
        command: What is asked.
        case: The case it is for.
        model: The model the case runs on.
        done: What the same command has done before, when it is sent again.

    Raises:
        NoSuchNameError: It names what the stream does not have.
    """
    match command:
        case do.Attest():
            criteria = (*model.entry_criteria, *model.exit_criteria)
            criterion = _name(command.criterion, criteria, "criterion", model, parts=True)
            return replace(command, criterion=criterion)
        case do.Record():
            return replace(command, item=item_of(model, command.item))
        case do.Reopen():
            return replace(command, stage_id=stage_of(model, command.stage_id))
        case do.Pass() | do.SendBack():
            return replace(command, role=_role(command.role, case, model, done))
    return command


def item_of(model: StreamModel, words: str) -> str:
    """Return the information item of a stream that words mean, in the model's spelling.

    Raises:
        NoSuchNameError: They mean none.
    """
    return _name(words, sorted(model.items), "information item", model)


def stage_of(model: StreamModel, words: str) -> str:
    """Return the stage that words mean, in the model's spelling; none where nothing is said.

    Raises:
        NoSuchNameError: They mean none.
    """
    return _name(words, [stage.id for stage in model.stages], "stage", model) if words else ""


def _name(
    words: str, known: Iterable[str], kind: str, model: StreamModel, *, parts: bool = False
) -> str:
    return chosen(words, tuple(dict.fromkeys(known)), kind=kind, of=model.stream_id, parts=parts)


def _role(words: str, case: Case, model: StreamModel, done: Iterable[Logged]) -> str:
    """Return the role that somebody decides a gate in: the accountable one, unless they say."""
    accountable = model.stage(case.stage_id).accountable
    if words:
        return accountable if words.casefold() == accountable.casefold() else words
    # A command that is sent again means the gate it decided, and the case has left that stage.
    gates = (each.event for each in done if isinstance(each.event, GatePassed | GateFailed))
    return next((gate.role for gate in gates), accountable)
