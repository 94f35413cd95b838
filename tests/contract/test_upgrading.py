"""A database that any earlier version has made goes on, with its cases as they were."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from penstock.delivery import commands as do
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Wanted
from penstock.governance.interconnection.queueing import Reordering
from penstock.store import open_store
from penstock.store.migrating import LATEST, migrate
from penstock.store.sql import SqlStore
from tests.contract.places import Place, by_hand, own_database
from tests.contract.test_consents import CONSENT
from tests.unit.delivery.clocked import CLOCKED, FAR, Office
from tests.unit.delivery.working import MODEL, NOON

EARLIER = [f"{number:04}" for number in range(1, int(LATEST))]
# What the form of a case had not yet, by the first step that needs it.
LATER_FIELDS = {"0005": ("changed_at", "clocks"), "0012": ("account", "premise")}
NOT_COPIED = {"pos", "xid", "penstock_version", "lease_token"}


def _worked(place: Place) -> None:
    """Work some cases as the program does today, on a model of before there were clocks."""
    with place.opened() as store:
        office = Office(store, model=MODEL)
        office.open("SOL-1")
        office.later(minutes=3).finish_first_stage("SOL-1")
        office.later(minutes=3).hand_in(do.Claim(person="Zoë “Z” Ünal"), case_id="SOL-1")
        office.open("SOL-2")
        office.finish_first_stage("SOL-2")
        office.hand_in(do.Hold(reason="travel"), case_id="SOL-2")
        office.open("SOL-3")
        office.later(days=1).hand_in(do.Cancel(reason="moved"), case_id="SOL-3")


def _rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return all that a database holds, but where the log's events lie in it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in sorted(set(inspect(connection).get_table_names()) - NOT_COPIED):
        rows = connection.execute(text(f"select * from {name}")).mappings()
        found[name] = [{key: row[key] for key in row if key not in NOT_COPIED} for row in rows]
    return found


def _as_before(name: str, row: dict[str, Any], revision: str) -> dict[str, Any]:
    if name != "case_state":
        return row
    form = json.loads(row["content"])
    for step, fields in LATER_FIELDS.items():
        for field in fields if revision < step else ():
            form.pop(field)
    content = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {**row, "content": content}


def _put(connection: Connection, name: str, rows: list[dict[str, Any]], revision: str) -> None:
    """Write the rows of a table as an earlier version would have."""
    if name not in inspect(connection).get_table_names():
        return
    columns = connection.execute(text(f"select * from {name} where 1 = 0")).keys()
    known = sorted(set(columns) - NOT_COPIED)
    values = ", ".join(f":{each}" for each in known)
    statement = text(f"insert into {name} ({', '.join(known)}) values ({values})")
    for row in rows:
        as_then = _as_before(name, row, revision)
        connection.execute(statement, {each: as_then[each] for each in known})


@pytest.fixture(scope="module")
def rows_of_today(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Return what the program writes today."""
    made = Place(f"sqlite:///{tmp_path_factory.mktemp('today') / 'cases.db'}")
    _worked(made)
    with by_hand(made) as connection:
        return _rows(connection)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which database it is."""
    found: str = request.param
    return found


@pytest.fixture(scope="module", params=EARLIER)
def earlier(
    request: pytest.FixtureRequest,
    kind: str,
    rows_of_today: dict[str, list[dict[str, Any]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    """Yield a database as an earlier version left it, with cases of then, for all tests of it."""
    with ExitStack() as held:
        address = f"sqlite:///{tmp_path_factory.mktemp('earlier') / 'cases.db'}"
        if kind == "postgresql":
            server = request.getfixturevalue("server")
            name = f"penstock_earlier_{os.getpid()}"
            address = held.enter_context(own_database(server, name))
        made = Place(address)
        with by_hand(made) as connection:
            migrate(connection, to=request.param)
        with by_hand(made) as connection:
            for name, rows in rows_of_today.items():
                _put(connection, name, rows, request.param)
        yield made


@pytest.fixture
def old(earlier: Place, tmp_path: Path) -> Iterator[Place]:
    """Yield a copy of it that a test may change."""
    kind, _, path = earlier.address.partition(":///")
    if kind == "sqlite":
        shutil.copy(path, tmp_path / "cases.db")
        yield Place(f"sqlite:///{tmp_path / 'cases.db'}")
        return
    server, _, name = earlier.address.rpartition("/")
    with own_database(server, f"penstock_old_{os.getpid()}", like=name) as address:
        yield Place(address)


def test_every_case_is_the_one_that_its_log_makes(old: Place) -> None:
    with closing(open_store(old.address)) as store:
        assert isinstance(store, SqlStore)
        cases = store.find(Wanted())

        assert [case.case_id for case in cases] == ["SOL-1", "SOL-2", "SOL-3"]
        for case in cases:
            assert rebuilt((each.event, each.stamp) for each in store.log(case.case_id)) == case
            assert store.first_broken(case.case_id) is None


def test_work_goes_on_and_older_answers_are_kept(old: Place) -> None:
    with old.opened() as store:
        office = Office(store, model=MODEL, now=NOON, keys=100)
        office.later(days=2)
        with store.transaction() as transaction:
            assert transaction.answer_to("SOL-1/1") is not None

        office.hand_in(do.Record(item="Design", sha256="d"), case_id="SOL-1")
        case = office.hand_in(do.Resume(reason="back"), case_id="SOL-2")

        log = store.log("SOL-2")
        assert rebuilt((each.event, each.stamp) for each in log) == case


def test_work_lists_of_a_role_know_what_is_on_hold(old: Place) -> None:
    with old.opened() as store:
        pages = {
            status: store.find(Wanted(role=MODEL.stages[1].responsible[0], status=status))
            for status in ("open", "held")
        }

    found = {status: [case.case_id for case in page] for status, page in pages.items()}
    assert found == {"open": ["SOL-1"], "held": ["SOL-2"]}


def test_an_old_case_gets_clocks_when_it_goes_on_by_documents_that_state_them(old: Place) -> None:
    with old.opened() as store:
        office = Office(store, model=CLOCKED, now=NOON, keys=100)

        case = office.hand_in(do.Migrate(fingerprint=CLOCKED.fingerprint), case_id="SOL-1")

        assert case.clocks.keys() == {"stage", "case"}
        assert {each.case_id for each in store.timers(before=FAR, limit=9)} == {"SOL-1"}


def test_an_old_database_takes_consents(old: Place) -> None:
    with old.opened() as store:
        store.consents.keep(CONSENT, words="I agree.")

    with old.opened() as store:
        assert store.consents.of_customer(CONSENT.customer) == (CONSENT,)
        assert store.consents.words(CONSENT.text_sha256) == "I agree."


def test_an_old_database_takes_reorderings_of_a_queue(old: Place) -> None:
    reordering = Reordering(
        request_id="Q-2", before_id="Q-1", reason="hospital", person="Ada", at=NOON
    )
    with closing(open_store(old.address)) as store:
        store.reorderings.append(reordering)

        assert store.reorderings.all() == (reordering,)


def test_a_second_start_changes_nothing_more(old: Place) -> None:
    old_rows: list[object] = []
    for _ in range(2):
        with old.opened():
            pass
        with by_hand(old) as connection:
            old_rows.append(_rows(connection))

    assert old_rows[0] == old_rows[1]
