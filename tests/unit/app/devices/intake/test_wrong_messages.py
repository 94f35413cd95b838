"""Messages that are wrong: each is counted beside who sent it, and disturbs nobody."""

from typing import Any

import pytest

from penstock.app.devices.intake import sorting
from penstock.casework.device.identity import Channel, complaint_topic
from penstock.casework.device.readings import Said, said
from tests.device_intake import Hearing
from tests.smart_devices import HALL, NOON, message


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"<html>", "no JSON"),
        (b"x" * 10_000_000, "too large"),
        (message(seq=1, temperature=999), "out of range"),
        (message(None, at="1970-01-01T00:00:00Z", temperature=20), "wrong clock"),
    ],
)
def test_what_a_device_sends_wrongly_is_counted_beside_it(
    home: Hearing, raw: bytes, kind: str
) -> None:
    for _ in range(3):
        home.line.hand(HALL.topic(Channel.STATE), raw)

    home.sort()

    (fault,) = home.devices.faults("elm_7")
    assert (fault.device, fault.kind.value, fault.count) == ("hall", kind, 3)
    assert len(fault.sample) <= 80


def test_what_our_broker_held_back_stands_at_the_home_in_its_words(home: Hearing) -> None:
    home.line.hand(complaint_topic("elm_7"), b"Sends more than 100 packets/s; it waits.")
    home.line.hand(complaint_topic("nobody_1"), b"Sends too much.")

    home.sort()

    (fault,) = home.devices.faults("elm_7")
    assert (fault.device, fault.kind.value) == ("", "held back by the broker")
    assert fault.words == "Sends more than 100 packets/s; it waits."


def test_a_clock_in_1970_leaves_readings_with_the_moment_they_came(home: Hearing) -> None:
    home.line.hand(
        HALL.topic(Channel.STATE), message(None, at="1970-01-01T00:00:05Z", temperature=20)
    )

    home.sort()

    (row,) = home.rows()
    assert (row["at"], row["is_own_clock"]) == (NOON, False)


def test_garbage_that_the_broker_had_kept_is_told_once_however_often_it_comes(
    home: Hearing,
) -> None:
    for _ in range(4):
        home.line.hand(HALL.topic(Channel.STATE), b"garbage", is_retained=True)
        home.line.hand(HALL.topic(Channel.AVAILABILITY), b"online", is_retained=True)
        home.sort()

    assert home.faults() == {"retained garbage": 1}
    assert home.live().availability == "online"


def test_a_message_on_a_foreign_topic_is_counted_and_belongs_to_nobody(home: Hearing) -> None:
    home.line.hand("penstock/../etc/passwd", b"x")

    home.sort()

    assert [(each.home, each.kind.value) for each in home.devices.faults()] == [
        ("", "foreign topic")
    ]


def test_a_message_that_the_sorter_stumbles_over_is_set_aside_and_the_next_one_counts(
    home: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(raw: bytes, **how: Any) -> Said:
        if b"99" in raw:
            raise ZeroDivisionError("nobody thought of it")
        return said(raw, **how)

    monkeypatch.setattr(sorting, "said", stumbles)
    home.line.hand(HALL.topic(Channel.STATE), message(seq=1, humidity=99))
    home.line.hand(HALL.topic(Channel.STATE), message(seq=2, humidity=40))

    home.sort()

    (fault,) = home.devices.faults("elm_7")
    assert (fault.device, fault.kind.value) == ("hall", "cannot be sorted")
    assert "ZeroDivisionError: nobody thought of it" in fault.words
    assert [row["value"] for row in home.rows()] == [40]
