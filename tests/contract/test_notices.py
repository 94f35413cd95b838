"""What roles are told: each notice once, for each reader until they have read it."""

from dataclasses import replace
from time import monotonic, sleep

from penstock.app.cases.answering import Answering
from penstock.app.cases.noticing import Noticing
from penstock.delivery import commands as do
from penstock.delivery.noticing import NoticeKind
from penstock.delivery.ports import BEGINNING, Store
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.accountability.roles import RoleFacts
from penstock.kernel.sides import Side
from tests.unit.delivery.clocked import Office
from tests.unit.delivery.working import MODEL, NOON

PATIENCE_S = 30.0
FIRST, *OTHERS = MODEL.stages
TOLD = replace(
    MODEL, stages=(replace(FIRST, consulted=("Grid Planner",), informed=("Seller",)), *OTHERS)
)
ROLES = {
    "Head of Solar": RoleFacts(name="Head of Solar", side=Side.NON_REGULATED, superior="CEO"),
}


def _noticing(store: Store) -> Noticing:
    answering = Answering(
        register=store.people.register, roles=lambda: ROLES, now=lambda: NOON.replace(year=2027)
    )
    return Noticing(store=store, notices=store.notices, answering=answering)


def _hire(store: Store, **people: str) -> None:
    begun = tuple(Holding(person=name, role=role, since=NOON) for name, role in people.items())
    store.people.change(Change(begun=begun), by="Cleo", reason="joined")


def _follow_all(store: Store) -> None:
    """Follow the log to its end; on PostgreSQL that waits for whoever began earlier."""
    noticing, events = _noticing(store), len(store.log("SOL-1"))
    until = monotonic() + PATIENCE_S
    while True:
        noticing.catch_up()
        if len(store.since(BEGINNING, limit=99)) == events:
            noticing.catch_up()
            return
        assert monotonic() < until, "the log does not come to its end"
        sleep(0.05)


def _told(store: Store, person: str) -> list[tuple[NoticeKind, str]]:
    _follow_all(store)
    return [(each.kind, each.sentence) for each in _noticing(store).unread(person, limit=9)]


def _worked(store: Store) -> Office:
    office = Office(store, model=TOLD)
    with store.transaction() as transaction:
        transaction.keep_model(TOLD)
    office.open()
    for command in (
        do.Attest(criterion=TOLD.entry_criteria[0], evidence="call"),
        do.Record(item="Inquiry", sha256="1"),
        do.Record(item="Qualified lead", sha256="2"),
        do.Complete(),
    ):
        office.hand_in(command)
    return office


def test_r5_who_is_consulted_is_told_when_the_stage_begins(store: Store) -> None:
    _hire(store, Gus="Grid Planner", Hal="Head of Solar")
    _worked(store)

    sentence = "NCV-03.1 Qualify Lead of case SOL-1 has begun: say what has to be known."
    assert _told(store, "Gus") == [(NoticeKind.CONSULTED, sentence)]


def test_r5_who_is_informed_is_told_when_it_is_closed_and_not_before(store: Store) -> None:
    _hire(store, Sal="Seller", Hal="Head of Solar")
    office = _worked(store)
    before = _told(store, "Sal")

    office.hand_in(do.Pass(role="Head of Solar", evidence="checked"))

    sentence = "NCV-03.1 Qualify Lead of case SOL-1 was closed by Head of Solar."
    assert (before, _told(store, "Sal")) == ([], [(NoticeKind.INFORMED, sentence)])


def test_r6_a_vacancy_is_told_to_who_has_to_fill_it(store: Store) -> None:
    _hire(store, Eve="CEO")
    _worked(store)

    (told,) = _told(store, "Eve")

    assert told[0] is NoticeKind.VACANT
    assert "nobody has the role Head of Solar" in told[1]


def test_what_was_read_comes_not_again_for_this_reader_alone(store: Store) -> None:
    _hire(store, Gus="Grid Planner", Ida="Grid Planner", Hal="Head of Solar")
    _worked(store)
    _follow_all(store)
    read = _noticing(store).unread("Gus", limit=9)

    store.notices.mark_read(read, person="Gus", at=NOON)
    store.notices.mark_read(read, person="Gus", at=NOON)

    assert (_told(store, "Gus"), len(_told(store, "Ida"))) == ([], 1)


def test_the_log_may_be_followed_twice_at_once(store: Store) -> None:
    _hire(store, Gus="Grid Planner", Hal="Head of Solar")
    _worked(store)
    _follow_all(store)
    first, *_, last = store.since(BEGINNING, limit=99)

    store.notices.keep([], until=first.position)
    _noticing(store).catch_up()

    assert store.notices.position() == last.position
    assert len(_told(store, "Gus")) == 1
