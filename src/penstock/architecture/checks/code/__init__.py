"""Rules about code: what packages do in the stages, against what the documents say of these."""

from penstock.architecture.checks.code.acting import (
    TakenPlace,
    UnfitPaper,
    UnprovidedPort,
    UnusableAct,
)
from penstock.architecture.checks.code.agreement import (
    OtherInputsOrOutputs,
    OtherSide,
    UnusableCode,
)
from penstock.architecture.checks.code.completeness import UnaccountedStage, UnknownStageInCode
from penstock.architecture.checks.rule import Rule

CODE_RULES: tuple[type[Rule], ...] = (
    UnaccountedStage,
    UnknownStageInCode,
    UnusableCode,
    OtherInputsOrOutputs,
    OtherSide,
    UnfitPaper,
    UnusableAct,
    UnprovidedPort,
    TakenPlace,
)

__all__ = ["CODE_RULES"]
