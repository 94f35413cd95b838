"""Looks for an access that a faulty policy decides otherwise than the sound one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penstock.governance.boundary.asking import Decision, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.policies import Policies
from tests.oracles.boundary.mutants import Mutant, mutants

_FIRST, _THEN = 12, 400


@dataclass(frozen=True, kw_only=True)
class Hunt:
    """What was planted, and what nobody noticed."""

    planted: int
    survivors: tuple[Mutant, ...]


def hunt(policies: Policies, questions: Sequence[Question]) -> Hunt:
    """Plant every small fault in policies, and ask until one question notices it."""
    decisions = Boundary(policies).decide_all(questions)
    known = list(zip(questions, decisions, strict=True))
    planted = list(mutants(policies))
    survivors = tuple(each for each in planted if not _noticed(each, known))
    return Hunt(planted=len(planted), survivors=survivors)


def _noticed(mutant: Mutant, known: Sequence[tuple[Question, Decision]]) -> bool:
    boundary = Boundary(mutant.policies)
    for some in _nearest_first(mutant, known):
        answers = boundary.decide_all([question for question, _ in some])
        pairs = zip(answers, (sound for _, sound in some), strict=True)
        if any((new.allowed, new.rule) != (old.allowed, old.rule) for new, old in pairs):
            return True
    return False


def _nearest_first(
    mutant: Mutant, known: Sequence[tuple[Question, Decision]]
) -> Iterator[Sequence[tuple[Question, Decision]]]:
    """Yield what the policy itself decided before, then all the rest, in growing portions."""
    own = [each for each in known if each[1].rule == mutant.of]
    rest = [each for each in known if each[1].rule != mutant.of]
    for portion in (own, rest):
        yield portion[:_FIRST]
        yield from (portion[n : n + _THEN] for n in range(_FIRST, len(portion), _THEN))
