"""What somebody may do of all that a case allows now, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from penstock.app.cases.answering import Answering
from penstock.app.cases.door import Door
from penstock.app.cases.standing import Standing
from penstock.app.cases.usecases import Cases, Shown
from penstock.delivery import commands as do
from penstock.delivery.refusals import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What somebody is offered of a case.

    Args:
        standing: Where the case stands, with the commands that they may do.
        others: Why they may not do the other ones, by the commands.
    """

    standing: Standing
    others: Mapping[str, str]


def allowed(cases: Cases, shown: Shown, *, person: str) -> Allowed:
    """Return what somebody is offered of a case; who does it is asked about anew, on record."""
    closed = _closed(cases.door, shown)
    others = {
        word: because
        for word in shown.standing.possible
        if (because := closed[word in _GATE] or _unanswered(cases.answering, shown, word, person))
    }
    possible = tuple(word for word in shown.standing.possible if word not in others)
    return Allowed(standing=replace(shown.standing, possible=possible), others=others)


_WORK: Mapping[str, do.Command] = {"claim": do.Claim(person=""), "complete": do.Complete()}
_GATE: Mapping[str, do.Command] = {
    "pass": do.Pass(role="", evidence=""),
    "send-back": do.SendBack(role="", reason=""),
}
_ANY = do.Hold(reason="")


def _closed(door: Door | None, shown: Shown) -> tuple[str, str]:
    """Return why the boundary denies commands, and those that decide on a gate."""
    if door is None:
        return "", ""
    return door.against(shown.case, _ANY), door.against(shown.case, _GATE["pass"])


def _unanswered(answering: Answering | None, shown: Shown, word: str, person: str) -> str:
    """Return why the documents leave a command to others; empty where they do not."""
    command = {**_WORK, **_GATE}.get(word)
    if answering is None or command is None:
        return ""
    try:
        answering.require(command, shown.case, shown.model, actor=person, log=lambda: shown.log)
    except RefusedError as refused:
        return refused.because
    return ""
