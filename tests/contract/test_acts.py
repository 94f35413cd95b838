"""Acts of stages on every store: all that one makes is recorded at once, or nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penstock.app.cases import By, ConflictError
from penstock.app.cases.binding import streams
from penstock.app.cases.models import Models
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.items.sayings import UnfitSaidError
from penstock.delivery import commands as do
from penstock.delivery.events import ActDone
from penstock.delivery.evolving import rebuilt
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.ports import Store
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from tests.stream_acts import MANIFEST, STAGES
from tests.stream_packages import write_package
from tests.unit.app.cases.bench import Bench, cases, company

ORDERS, NOTE = "Purchase orders", "Delivery note"
ORDER = b'{"modules": 20, "price_usd": "4000"}'


@pytest.fixture
def bench(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    write_package(tmp_path, name=f"acts_{tmp_path.name}", stages=STAGES, manifest=MANIFEST)
    monkeypatch.syspath_prepend(tmp_path)
    found = streams()
    models = Models(read=company, papers=found.papers)
    bench = Bench(replace(cases(store), models=models, streams=found, ports=found.ports()))
    bench.open(case_id="SOL-1", customer="C-7")
    return bench


def _orders(bench: Bench) -> dict[str, object]:
    said: dict[str, object] = json.loads(bench.cases.content("SOL-1", ORDERS))
    return said


def _do(bench: Bench, act: str, said: bytes = b"", *, attached: bytes | None = None) -> str:
    return bench.cases.do("SOL-1", act, bench.by(), said=said, attached=attached)


def test_what_an_act_makes_is_recorded_under_the_name_of_who_did_it(bench: Bench) -> None:
    _do(bench, "order", ORDER)

    assert (_orders(bench)["ordered"], _orders(bench)["lead_time_days"]) == (20, 40)
    log = bench.cases.store.log("SOL-1")
    assert [(type(each.event).__name__, each.stamp.actor) for each in log[-2:]] == [
        ("ActDone", "Ada"),
        ("ItemRecorded", "Ada"),
    ]


def test_an_act_makes_several_items_at_once(bench: Bench) -> None:
    _do(bench, "order", ORDER)

    _do(bench, "receive", b'{"modules": 12}', attached=b"%PDF note")

    assert (_orders(bench)["received"], _orders(bench)["changed_by"]) == (12, "Ada")
    assert bench.cases.content("SOL-1", NOTE) == b"%PDF note"


def test_what_an_act_read_is_told(bench: Bench) -> None:
    _do(bench, "order", ORDER)
    _do(bench, "receive", b'{"modules": 12}')

    acts = [each.event for each in bench.cases.store.log("SOL-1")]
    done = [each for each in acts if isinstance(each, ActDone)]
    assert [[(read.item, read.version) for read in each.read] for each in done] == [
        [(ORDERS, 0)],
        [(ORDERS, 1)],
    ]


def test_an_act_is_taken_back_as_a_whole(bench: Bench) -> None:
    _do(bench, "order", ORDER)
    _do(bench, "receive", b'{"modules": 12}', attached=b"%PDF note")

    bench.act("SOL-1", do.Undo())

    case = bench.cases.case("SOL-1")
    assert (_orders(bench)["received"], NOTE in case.items) == (0, False)
    assert rebuilt((e.event, e.stamp) for e in bench.cases.store.log("SOL-1")) == case


def test_only_versions_that_count_are_given(bench: Bench) -> None:
    _do(bench, "order", ORDER)
    _do(bench, "receive", b'{"modules": 12}')
    bench.act("SOL-1", do.Undo())
    _do(bench, "receive", b'{"modules": 20}')

    _do(bench, "count")

    assert _orders(bench)["ordered"] == 1002


def test_the_same_act_sent_again_is_answered_as_before(bench: Bench) -> None:
    by = By(actor="Ada", key="once")
    later = replace(bench.cases, now=lambda: datetime(2027, 1, 1, tzinfo=UTC))

    first = bench.cases.do("SOL-1", "order", by, said=ORDER)
    again = later.do("SOL-1", "order", by, said=ORDER)

    assert again == first
    assert bench.cases.case("SOL-1").items[ORDERS].version == 1
    with pytest.raises(KeyUsedError):
        bench.cases.do("SOL-1", "order", by, said=ORDER.replace(b"20", b"21"))


def test_who_is_overtaken_while_the_act_ran_is_told_by_whom(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    _do(bench, "order", ORDER)
    other = Bench(bench.cases, actor="Bob")
    put = bench.cases.blobs.put

    def overtaken(content: bytes) -> str:
        monkeypatch.undo()
        _do(other, "receive", b'{"modules": 5}')
        return put(content)

    monkeypatch.setattr(bench.cases.blobs, "put", overtaken, raising=False)
    with pytest.raises(ConflictError, match="Bob: did “receive” of stage"):
        _do(bench, "receive", b'{"modules": 12}')

    assert (_orders(bench)["received"], _orders(bench)["changed_by"]) == (5, "Bob")


def test_an_act_that_refuses_records_nothing(bench: Bench) -> None:
    _do(bench, "order", ORDER)
    before = bench.cases.case("SOL-1")

    with pytest.raises(ActRefusedError, match=r"An order is open; wait until it is delivered\."):
        _do(bench, "order", ORDER)
    with pytest.raises(ActRefusedError, match="21 received are more than 20 ordered"):
        _do(bench, "receive", b'{"modules": 21}')

    assert bench.cases.case("SOL-1") == before


def test_all_that_is_wrong_with_what_is_said_is_told_at_once(bench: Bench) -> None:
    with pytest.raises(UnfitSaidError) as refused:
        _do(bench, "order", b'{"modules": 0, "price_usd": 12.5, "colour": "black"}')

    told = str(refused.value)
    assert "modules: 0 is below 1" in told
    assert "price_usd: 12.5 is no amount" in told
    assert "colour" in told


@pytest.mark.parametrize(
    ("act", "said", "attached", "because"),
    [
        ("receive", b'{"modules": 1}', None, "needs “Purchase orders”, and none that counts"),
        ("order", ORDER, b"file", "“order” takes no file"),
        ("draw", b"", None, "“draw” is done in stage NCV-03.2, and the case is in NCV-03.1"),
    ],
)
def test_an_act_that_the_case_does_not_allow_is_refused(
    bench: Bench, act: str, said: bytes, attached: bytes | None, because: str
) -> None:
    with pytest.raises(RefusedError, match=because):
        _do(bench, act, said, attached=attached)


def test_an_act_that_nobody_knows_is_refused(bench: Bench) -> None:
    with pytest.raises(NoSuchNameError, match="Did you mean “order”"):
        _do(bench, "orders", ORDER)


def test_an_act_of_any_time_is_done_in_later_stages_and_others_are_not(bench: Bench) -> None:
    _do(bench, "order", ORDER)
    bench.attest_entry("SOL-1")
    bench.work_stage("SOL-1")

    _do(bench, "receive", b'{"modules": 20}')

    assert _orders(bench)["received"] == 20
    with pytest.raises(RefusedError, match=r"is done in stage NCV-03\.1, and the case is in"):
        _do(bench, "order", ORDER)


def test_a_trial_tells_what_would_be_recorded_and_records_nothing(bench: Bench) -> None:
    before = bench.cases.case("SOL-1")

    tried = bench.cases.try_act("SOL-1", "order", bench.by(), said=ORDER)

    assert json.loads(tried.made[ORDERS])["ordered"] == 20
    assert bench.cases.case("SOL-1") == before


def test_people_are_offered_what_they_can_do_and_told_why_not_the_rest(bench: Bench) -> None:
    order, receive, count, draw = bench.cases.acts("SOL-1", person="Ada")

    assert (order.is_possible, order.summary) == (True, "Order modules from a supplier.")
    assert order.fields is not None
    assert set(order.fields["properties"]) == {"modules", "price_usd"}
    assert (receive.file, receive.because) == ("optional", "needs “Purchase orders”")
    assert (count.takes, count.makes) == ((), (ORDERS,))
    assert (draw.stage_id, draw.is_possible) == ("NCV-03.2", False)
