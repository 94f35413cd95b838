"""Each time an item was recorded: its number, its name now, and whether it was taken back."""

from dataclasses import replace

from penstock.delivery import commands as do
from penstock.delivery.events import ModelMigrated
from penstock.delivery.ports import Logged
from penstock.delivery.recordings import recordings
from tests.unit.delivery.working import Bench, logged, opened


def recorded(*numbers: int) -> Bench:
    bench = opened()
    for number in numbers:
        bench.do(do.Record(item="Inquiry", sha256=f"sha-{number}"))
    return bench


def test_versions_are_numbered_though_one_was_taken_back() -> None:
    bench = recorded(1, 2)
    bench.do(do.Undo())
    bench.do(do.Record(item="Inquiry", sha256="sha-3"))

    found = recordings(logged(bench))
    assert [(one.sha256, one.number) for one in found] == [("sha-1", 1), ("sha-2", 2), ("sha-3", 3)]
    assert [bool(one.taken_back_by) for one in found] == [False, True, False]


def test_a_renamed_item_is_known_by_its_new_name_since_then() -> None:
    log = logged(recorded(1))
    event = ModelMigrated(fingerprint="f2", stages={}, items={"Inquiry": "Request"})
    moved = Logged(seq=len(log) + 1, event=event, stamp=replace(log[-1].stamp, command_id="m"))

    [one] = recordings([*log, moved])
    assert (one.item, one.seq, one.known_by) == ("Request", log[-1].seq, moved.seq)
