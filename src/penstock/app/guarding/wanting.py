"""What a program wants for a job, how it was decided, and what the audit log says of it."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from penstock.governance.audit.entry import Entry
from penstock.governance.audit.recording import decided
from penstock.governance.boundary.asking import Action, Actor, Decision, Object, Question
from penstock.kernel.making import checked_dataclass
from penstock.kernel.sides import Side

Asked = tuple[tuple[Question, Decision], ...]


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What a program wants to do to several things at once: all of it, or nothing.

    Args:
        actor: The program.
        hat: The side that it acts for, as the case says.
        purpose: What for.
        deeds: What it wants to do, and to what.
    """

    actor: Actor
    hat: Side | None
    purpose: str
    deeds: tuple[tuple[Action, Object], ...]

    def questions(self, at: datetime) -> list[Question]:
        """Return what the boundary is asked."""
        return [
            Question(
                actor=self.actor,
                acting_for=self.hat,
                action=action,
                object=about,
                purpose=self.purpose,
                at=at,
            )
            for action, about in self.deeds
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How it was decided what a program wants.

    Args:
        denial: What is denied, by which rule; empty where all of it is allowed.
    """

    denial: str = ""


def ruling_on(asked: Asked) -> Ruling:
    """Return the ruling on what a program wants; the first denial is the one that is told."""
    for question, decision in asked:
        if not decision.allowed:
            what = f"{question.action} “{question.object.kind}”"
            return Ruling(denial=f"may not {what} ({decision.rule}): {decision.reason}")
    return Ruling()


def entries_of(asked: Asked) -> Iterator[Entry]:
    """Yield what the audit log says: one entry for all that one rule decided in the same way.

    What a consent allowed or refused has an entry each, so that it can be followed up.

    Raises:
        UnfitEntryError: The log cannot keep it.
    """
    alike: dict[Hashable, list[tuple[Question, Decision]]] = defaultdict(list)
    for number, each in enumerate(asked):
        decision = each[1]
        apart = number if decision.consent_id else None
        alike[decision.rule, decision.allowed, apart].append(each)
    return (_entry(each) for each in alike.values())


def _entry(alike: Sequence[tuple[Question, Decision]]) -> Entry:
    first = decided(*alike[0])
    if len(alike) == 1:
        return first
    actions, said, classes = _told(
        tuple((each.action, each.object.kind, each.object.data_class) for each, _ in alike)
    )
    return replace(
        first,
        action=actions,
        object=f"{first.object.partition(': ')[0]}: {said}",
        object_kind="several",
        data_class=classes,
    )


# The jobs of a stage are told of in the same words, all but the case.
@lru_cache(maxsize=1024)
def _told(deeds: tuple[tuple[str, str, str], ...]) -> tuple[str, str, str]:
    """Return the actions of deeds, the things that each is done to, and their data classes."""
    kinds: dict[str, list[str]] = {}
    for action, kind, _ in deeds:
        kinds.setdefault(action, []).append(kind)
    said = "; ".join(f"{action} {', '.join(of)}" for action, of in kinds.items())
    return ", ".join(kinds), said, ", ".join(dict.fromkeys(each for _, _, each in deeds))
