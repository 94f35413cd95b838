"""What becomes of alerts when months are judged again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.sides import Side
from penstock.measurement.alerts.alert import Alert, State, claimed, closed
from penstock.measurement.alerts.following import Said, following
from penstock.measurement.alerts.judging import Judged
from tests.unit.measurement.alerts.judging import AT_LEAST_90, judge, record, share

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def said(month: int, hits: int, name: str = "Close rate") -> Said:
    """Return what a month says of a share of 40 cases."""
    (found,) = judge(record(name=name, target=AT_LEAST_90), share(month, hits, 40))
    assert isinstance(found, Judged)
    return Said(judged=found, side=Side.NON_REGULATED, sentence=f"{hits} of 40 in {month}")


def checked(kept: list[Alert], *each: Said) -> list[Alert]:
    """Return the alerts after months were judged."""
    new = following(each, kept, next_number=len(kept) + 1, at=NOON)
    latest = {alert.number: alert for alert in [*kept, *new]}
    return [latest[number] for number in sorted(latest)]


def states(kept: list[Alert]) -> list[tuple[str, str]]:
    return [(alert.month, str(alert.state)) for alert in kept]


def test_a_target_that_was_missed_becomes_a_task_of_who_owns_the_metric() -> None:
    (alert,) = checked([], said(8, 20))

    assert (alert.id, alert.role, alert.month) == ("ALERT-1", "Head of Sales", "2026-08")


def test_a_target_that_was_met_becomes_nothing() -> None:
    assert checked([], said(8, 39)) == []


def test_a_later_month_that_is_no_worse_is_the_same_task() -> None:
    assert states(checked(checked([], said(8, 20)), said(9, 21))) == [("2026-08", "open")]


def test_a_worse_month_is_a_new_task_of_whoever_looked_into_the_first() -> None:
    first = [claimed(alert, by="Ada", at=NOON) for alert in checked([], said(8, 20))]

    kept = checked(first, said(9, 19))

    assert states(kept) == [("2026-08", "followed"), ("2026-09", "claimed")]
    assert (kept[0].reason, kept[1].claimed_by) == ("a worse month followed: ALERT-2", "Ada")


def test_a_metric_that_is_back_clears_its_alert_and_says_so() -> None:
    (alert,) = checked(checked([], said(8, 20)), said(9, 40))

    assert (alert.state, alert.reason, alert.ended_by) == (State.CLEARED, "40 of 40 in 9", "")


def test_an_earlier_month_clears_nothing() -> None:
    assert states(checked(checked([], said(9, 20)), said(8, 40))) == [("2026-09", "open")]


def test_what_somebody_has_closed_is_not_raised_again_for_the_same_month() -> None:
    ended = [_closed(alert) for alert in checked([], said(8, 20))]

    assert states(checked(ended, said(8, 19))) == [("2026-08", "closed")]


def test_a_month_after_the_closed_one_is_a_new_task() -> None:
    ended = [_closed(alert) for alert in checked([], said(8, 20))]

    assert states(checked(ended, said(9, 21))) == [("2026-08", "closed"), ("2026-09", "open")]


def _closed(alert: Alert) -> Alert:
    after = NOON + timedelta(hours=1)
    return closed(alert, by="Ada", found="a broken import", reason="repaired", at=after)


@given(
    months=st.lists(
        st.tuples(st.integers(1, 10), st.integers(0, 40), st.sampled_from(["A", "B"])), max_size=12
    ),
    acts=st.lists(st.sampled_from(["claim", "close", "leave"]), min_size=12, max_size=12),
)
def test_checked_twice_gives_no_more_and_a_metric_has_one_open_alert_at_most(
    months: list[tuple[int, int, str]], acts: list[str]
) -> None:
    kept: list[Alert] = []
    for month, act in zip(months, acts, strict=False):
        kept = checked(kept, said(*month))
        assert checked(kept, said(*month)) == kept
        open_ = [alert.key for alert in kept if alert.is_open]
        assert len(open_) == len(set(open_))
        if act == "close":
            kept = [_closed(alert) if alert.is_open else alert for alert in kept]
        if act == "claim":
            kept = [
                claimed(alert, by="Ada", at=NOON) if alert.state is State.OPEN else alert
                for alert in kept
            ]
    versions = [alert.number for alert in kept]
    assert versions == list(range(1, len(kept) + 1))
