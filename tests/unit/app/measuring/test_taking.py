"""Facts follow what is recorded: in each export what is new, and nothing that was taken back."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from penstock.app.cases import following
from penstock.app.cases.following import export_visits
from penstock.app.measuring.taking import Taking
from penstock.delivery import commands as do
from penstock.delivery.ports import Logged
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord, Versions
from penstock.store.logs import NotYetToldError, open_log
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.histories import keep
from tests.unit.app.cases.test_following import Killed, killed_at
from tests.unit.delivery.working import MODEL, Bench, in_stage, logged, opened

CONTENTS = {f"sha-{number}": json.dumps({"score": number}).encode() for number in range(9)}


def record(name: str = "Score", **source: Any) -> MetricRecord:
    asked = {"item": "Inquiry", "numerator": "score", **source}
    return MetricRecord(name=name, stream_id="NCV-03", kind=Kind.MEAN, source=FromItems(**asked))


def taking(*records: MetricRecord) -> Taking:
    return Taking(records or (record(),), CONTENTS.__getitem__)


def recorded(bench: Bench, number: int, item: str = "Inquiry") -> None:
    bench.do(do.Record(item=item, sha256=f"sha-{number}"))


@pytest.fixture
def log() -> tuple[Logged, ...]:
    """Return the log of a case with three versions of an item, the second of them taken back."""
    bench = opened()
    recorded(bench, 1)
    recorded(bench, 2)
    bench.do(do.Undo())
    recorded(bench, 3)
    return logged(bench)


def facts(folder: Path) -> list[tuple[Any, ...]]:
    with open_log(folder) as log:
        rows = log.facts().to_pyarrow().to_pylist()
    return sorted((row["metric"], row["version"], row["numerator"]) for row in rows)


def test_the_facts_of_what_was_taken_back_do_not_count(
    log: Sequence[Logged], tmp_path: Path
) -> None:
    store = MemoryStore()
    keep(store, log)
    export_visits(store, tmp_path, taking=taking())

    assert facts(tmp_path) == [("Score", 1, 1_000_000), ("Score", 3, 3_000_000)]


def test_facts_that_are_taken_in_turns_are_the_same(log: Sequence[Logged], tmp_path: Path) -> None:
    store = MemoryStore()
    for number in range(len(log)):
        keep(store, log, after=number, up_to=number + 1)
        export_visits(store, tmp_path, taking=taking())

    assert facts(tmp_path) == [("Score", 1, 1_000_000), ("Score", 3, 3_000_000)]


def test_a_version_counts_until_it_is_taken_back(log: Sequence[Logged], tmp_path: Path) -> None:
    store, taken = MemoryStore(), taking()
    undone = next(each.seq for each in log if type(each.event).__name__ == "Undone")
    keep(store, log, up_to=undone - 1)
    export_visits(store, tmp_path, taking=taken)

    assert [version for _, version, _ in facts(tmp_path)] == [1, 2]


def test_other_records_take_all_facts_anew(log: Sequence[Logged], tmp_path: Path) -> None:
    store = MemoryStore()
    keep(store, log)
    export_visits(store, tmp_path, taking=taking())
    export_visits(store, tmp_path, taking=taking(record("Count", numerator="1")))

    assert facts(tmp_path) == [("Count", 1, 1_000_000), ("Count", 3, 1_000_000)]


def test_facts_are_taken_out_of_what_a_folder_knew_already(
    log: Sequence[Logged], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PAGE", 2)
    store = MemoryStore()
    keep(store, log)
    export_visits(store, tmp_path)
    before = facts(tmp_path)
    export_visits(store, tmp_path, taking=taking())

    assert (before, len(facts(tmp_path))) == ([], 2)


def test_a_folder_without_records_has_no_facts(log: Sequence[Logged], tmp_path: Path) -> None:
    store = MemoryStore()
    keep(store, log)
    export_visits(store, tmp_path, taking=taking())
    export_visits(store, tmp_path)

    assert facts(tmp_path) == []
    assert not list(tmp_path.glob("facts/*"))


def test_what_was_killed_while_facts_were_taken_anew_is_made_good(
    log: Sequence[Logged], tmp_path: Path
) -> None:
    store = MemoryStore()
    keep(store, log)
    for step in range(0, 12, 2):
        folder = tmp_path / str(step)
        export_visits(store, folder, taking=taking())
        old = facts(folder)
        try:
            with killed_at(step):
                export_visits(store, folder, taking=taking(record("Count", numerator="1")))
        except Killed:
            new = [("Count", 1, 1_000_000), ("Count", 3, 1_000_000)]
            assert facts(folder) in (old, new)
        export_visits(store, folder, taking=taking(record("Count", numerator="1")))

        assert [name for name, _, _ in facts(folder)] == ["Count", "Count"]


def test_a_metric_that_is_told_in_other_words_takes_no_facts_anew() -> None:
    told = MetricRecord(
        name="Score",
        stream_id="NCV-03",
        kind=Kind.MEAN,
        source=FromItems(item="Inquiry", numerator="score"),
        meaning="Other words.",
    )

    assert taking(told).fingerprint == taking().fingerprint
    assert taking(record(versions=Versions.FIRST)).fingerprint != taking().fingerprint


def test_an_item_of_another_stream_is_not_read(log: Sequence[Logged], tmp_path: Path) -> None:
    store = MemoryStore()
    keep(store, log)
    other = MetricRecord(
        name="Score", stream_id="NCV-01", kind=Kind.MEAN, source=FromItems(item="Inquiry")
    )
    export_visits(store, tmp_path, taking=Taking([other]))

    assert facts(tmp_path) == []


def test_an_item_that_is_no_json_gives_a_fact_without_a_number(tmp_path: Path) -> None:
    bench = opened()
    recorded(bench, 1)
    store = MemoryStore()
    keep(store, logged(bench))
    export_visits(store, tmp_path, taking=Taking([record()], lambda _digest: b"\xff as asked"))

    assert facts(tmp_path) == [("Score", 1, None)]


@pytest.mark.parametrize(
    ("versions", "void", "anew"),
    [
        (Versions.NEWEST, [None], [None, 2_000_000]),
        (Versions.FIRST, [1_000_000], [1_000_000, 2_000_000]),
        (Versions.EVERY, [1_000_000], [1_000_000, 2_000_000]),
    ],
)
def test_the_newest_version_is_void_when_its_stage_is_opened_again_until_there_is_another(
    versions: Versions, void: list[int | None], anew: list[int | None], tmp_path: Path
) -> None:
    first, bench, store = MODEL.stages[0], in_stage(2), MemoryStore()
    (out,) = first.outputs
    contents = {**CONTENTS, f"{out}'s hash": CONTENTS["sha-1"]}
    told = Taking((record(item=out, versions=versions),), contents.__getitem__)
    bench.do(do.Reopen(stage_id=first.id, reason="another roof"))
    keep(store, logged(bench))
    export_visits(store, tmp_path, taking=told)
    before = [number for _, _, number in facts(tmp_path)]

    recorded(bench, 2, out)
    keep(store, logged(bench), after=len(store.log("SOL-1")))
    export_visits(store, tmp_path, taking=told)

    assert (before, [number for _, _, number in facts(tmp_path)]) == (void, anew)


def test_a_version_counts_as_of_a_moment_before_it_was_taken_back(
    log: Sequence[Logged], tmp_path: Path
) -> None:
    store = MemoryStore()
    keep(store, log)
    export_visits(store, tmp_path, taking=taking())
    undone = next(each for each in log if type(each.event).__name__ == "Undone")

    with open_log(tmp_path, as_of=undone.stamp.at - timedelta(microseconds=1)) as earlier:
        rows = earlier.facts().to_pyarrow().to_pylist()

    assert sorted(row["version"] for row in rows) == [1, 2]


def test_a_log_tells_of_no_moment_that_it_has_not_come_to(
    log: Sequence[Logged], tmp_path: Path
) -> None:
    store, last = MemoryStore(), log[-1].stamp.at
    keep(store, log)
    export_visits(store, tmp_path, as_of=last)

    with pytest.raises(NotYetToldError, match="tells up to"):
        open_log(tmp_path, as_of=last + timedelta(days=1))
