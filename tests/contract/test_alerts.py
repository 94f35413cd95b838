"""Alerts, wherever they are kept: raised once, claimed by one, closed with a reason."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from penstock.app.conduct.book import Book, no_log
from penstock.app.live.alerting import AlertWatch
from penstock.app.measuring.alerts import Alerts
from penstock.delivery.ports import Store
from penstock.governance.conduct.records import NoSuchRecordError
from penstock.kernel.sides import Side
from penstock.measurement.alerts.alert import Alert, AlertError, State
from tests.contract.places import Place
from tests.unit.delivery.working import NOON
from tests.unit.measurement.alerts.test_following import said


def alerts(store: Store, *sides: Side) -> Alerts:
    """Return the alerts of a store, for somebody who looks at some sides; the owner is Ada."""
    return Alerts(
        book=Book(records=store.records, append=no_log, calendar=lambda: None, now=lambda: NOON),
        sees=lambda side: side in (sides or tuple(Side)),
        against=lambda person, roles: "" if person == "Ada" else f"is done by {roles[0]}",
        roles_of=lambda person: frozenset({"Head of Sales"}) if person == "Ada" else frozenset(),
    )


def test_an_alert_comes_back_as_it_was_with_all_its_versions(store: Store) -> None:
    (raised,) = alerts(store).follow([said(8, 20)], by="Cron")
    claimed = alerts(store).claim("alert-1", by="Ada")

    ended = alerts(store).close("ALERT-1", by="Ada", found="a form", reason="it is mended")

    assert alerts(store).history("ALERT-1") == (raised, claimed, ended)
    assert (ended.state, ended.ended_by, ended.found) == (State.CLOSED, "Ada", "a form")


def test_what_becomes_of_an_alert_is_new_once(store: Store) -> None:
    alerts(store).follow([said(8, 20)], by="Cron")
    watch = AlertWatch()
    looks = [watch.new(store.records), watch.new(store.records)]

    claimed = alerts(store).claim("ALERT-1", by="Ada")

    looks += [watch.new(store.records), watch.new(store.records)]
    assert [[each.state for each in look] for look in looks] == [
        [State.OPEN],
        [],
        [claimed.state],
        [],
    ]


def test_the_same_miss_is_kept_once(store: Store) -> None:
    alerts(store).follow([said(8, 20)], by="Cron")

    assert alerts(store).follow([said(8, 20)], by="Cron") == ()
    assert len(alerts(store).shown()) == 1


def test_an_alert_is_for_its_role_alone_to_claim(store: Store) -> None:
    alerts(store).follow([said(8, 20)], by="Cron")

    with pytest.raises(AlertError, match="ALERT-1 is done by Head of Sales"):
        alerts(store).claim("ALERT-1", by="Ben")

    assert [each.id for each in alerts(store).of_person("Ada")] == ["ALERT-1"]
    assert alerts(store).of_person("Ben") == ()


def test_an_alert_of_the_other_side_is_as_if_it_were_not(store: Store) -> None:
    alerts(store).follow([said(8, 20)], by="Cron")
    other = alerts(store, Side.REGULATED, Side.ENTERPRISE)

    assert (other.shown(), other.of_person("Ada")) == ((), ())
    with pytest.raises(NoSuchRecordError):
        other.claim("ALERT-1", by="Ada")


def test_programs_that_check_at_once_raise_each_alert_once(place: Place) -> None:
    def check(_turn: int) -> None:
        with place.opened() as store:
            alerts(store).follow([said(8, 20), said(8, 12, "Other rate")], by="Cron")

    with place.opened() as store, ThreadPoolExecutor(4) as programs:
        list(programs.map(check, range(4)))

        kept = store.records.latest(Alert)

    assert [(each.id, each.metric) for each in kept] == [
        ("ALERT-1", "Close rate"),
        ("ALERT-2", "Other rate"),
    ]
