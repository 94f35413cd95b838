"""The export of cases that went on by edited documents."""

from penstock.app.cases.migrating import carried_out
from penstock.app.cases.planning import planned
from penstock.delivery import commands as do
from penstock.store.memory import MemoryStore
from penstock.store.ocel import object_centric
from tests.small_company import STAGES
from tests.unit.app.cases.test_migrating import begun, on


def test_a_name_that_was_taken_back_is_the_other_item_s_from_then_on() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    before = on(STAGES, store, actor="Bob")
    before.record("SOL-1", "Design")
    before.act("SOL-1", do.Undo())
    # The lead is called a design now, and a design is called nothing.
    swapped = STAGES.replace("Design, Proposal", "Proposal").replace("| Design |", "| Proposal |")
    after = on(swapped.replace("Qualified lead", "Design"), store)
    (plan,) = planned(after.cases, items={"Qualified lead": "Design"})
    errors = [each.error for each in carried_out(after.cases, plan, actor="Eva")]

    after.act("SOL-1", do.Reopen(stage_id="NCV-03.1", reason="again"))

    log = object_centric([store.log("SOL-1")])
    (lead,) = (
        each for each in log.objects if ("item", "Qualified lead") in each.attributes.items()
    )
    assert errors == [""]
    assert [name for name, _ in lead.changes] == ["superseded"]
