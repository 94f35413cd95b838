"""A stream that was written anew, and all ways from one model to the other and back."""

from dataclasses import replace

from penstock.delivery import commands as do
from penstock.delivery.models import StageModel, StreamModel
from tests.unit.delivery.working import MODEL

FIRST, SECOND, THIRD = MODEL.stages
# Some new names are old names of others: what is renamed one after the other ends up wrong.
STAGES = {"NCV-03.1": "NCV-03.2", "NCV-03.2": "NCV-03.3", "NCV-03.3": "SOL.9"}
ITEMS = {"Inquiry": "Design", "Design": "Array design", "Installed array": "Inquiry"}
ADDED = StageModel(
    id="SOL.10",
    name="Switch On",
    inputs=("Inquiry",),
    outputs=("Permission",),
    responsible=("Inspector",),
    accountable="Head of Operations",
)


def _written_anew(stage: StageModel, *, new_input: str, role: str) -> StageModel:
    return replace(
        stage,
        id=STAGES[stage.id],
        inputs=(*(ITEMS.get(item, item) for item in stage.inputs), *new_input.split()),
        outputs=tuple(ITEMS.get(item, item) for item in stage.outputs),
        responsible=(role,),
    )


LATER = replace(
    MODEL,
    entry_criteria=("A homeowner asks in writing",),
    stages=(
        _written_anew(FIRST, new_input="Bills", role="Adviser"),
        _written_anew(SECOND, new_input="", role="Designer"),
        _written_anew(THIRD, new_input="Permit", role="Fitter"),
        ADDED,
    ),
)
_OLD_ITEMS = {new: old for old, new in ITEMS.items()}
_OLD_STAGES = {new: old for old, new in STAGES.items()}
THERE = do.Migrate(fingerprint=LATER.fingerprint, stages=STAGES, items=ITEMS)
# A case in the stage that was added has no way back by this one.
BACK = do.Migrate(fingerprint=MODEL.fingerprint, stages=_OLD_STAGES, items=_OLD_ITEMS)
BACK_FROM_ANY = replace(BACK, stages={**_OLD_STAGES, ADDED.id: THIRD.id})
# Of a case with both items one would be lost.
MERGING = replace(THERE, items={**ITEMS, "Design": "Proposal"})
UNKNOWN_STAGE = replace(THERE, stages={**STAGES, "NCV-03.3": "SOL.11"})
UNKNOWN_ITEM = replace(BACK, items={**_OLD_ITEMS, "Bills": "Bill"})
WITHOUT_NAMES = replace(THERE, stages={}, items={})
WAYS = (THERE, BACK, BACK_FROM_ANY, MERGING, UNKNOWN_STAGE, UNKNOWN_ITEM, WITHOUT_NAMES)


def by_fingerprint(fingerprint: str) -> StreamModel:
    """Return the model with a fingerprint."""
    return {model.fingerprint: model for model in (MODEL, LATER)}[fingerprint]
