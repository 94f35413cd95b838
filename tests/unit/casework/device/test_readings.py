"""What devices say: what counts of it, and what is wrong with the rest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.device.faults import FaultKind
from penstock.casework.device.quantities import QUANTITIES
from penstock.casework.device.readings import MOST_BYTES, said
from tests.smart_devices import NOON, message


def kinds(raw: bytes) -> list[FaultKind]:
    return [each.kind for each in said(raw, received_at=NOON).faults]


def test_a_message_gives_its_readings_with_units_and_moment() -> None:
    found = said(
        message(NOON, seq=17, serial="TH-1", temperature=21.4, mode="heat", on=True),
        received_at=NOON + timedelta(seconds=2),
    )

    assert [(each.quantity, each.shown, each.unit) for each in found.readings] == [
        ("temperature", "21.4", "°C"),
        ("mode", "heat", ""),
        ("on", "yes", ""),
    ]
    assert (found.at, found.sequence, found.serial, found.faults) == (NOON, 17, "TH-1", ())


def test_an_announced_unit_becomes_ours() -> None:
    found = said(message(temperature=68), received_at=NOON, units={"temperature": "°F"})

    assert found.readings[0].value == pytest.approx(20.0)
    assert found.readings[0].unit == "°C"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x00\xff not json", FaultKind.NOT_JSON),
        (b"", FaultKind.NOT_JSON),
        (b"[1, 2]", FaultKind.NOT_JSON),
        (b"[" * 20_000, FaultKind.NOT_JSON),
        (rb'{"serial": "\ud800"}', FaultKind.NOT_JSON),
        (rb'{"mode": "a\u0000"}', FaultKind.NOT_JSON),
        (b'{"mode": "\xed\xa0\x80"}', FaultKind.NOT_JSON),
        ('{"mode": {"deep": ["\\ud800"]}}'.encode("utf-16"), FaultKind.NOT_JSON),
        (b"{" + b" " * MOST_BYTES + b"}", FaultKind.TOO_LARGE),
        (b"x" * 10_000_000, FaultKind.TOO_LARGE),
        (message(temperature=2000), FaultKind.OUT_OF_RANGE),
        (b'{"temperature": NaN}', FaultKind.OUT_OF_RANGE),
        (b'{"temperature": 1e999}', FaultKind.OUT_OF_RANGE),
        (message(temperature="warm"), FaultKind.UNREADABLE),
        (message(temperature=True), FaultKind.UNREADABLE),
        (message(mode={"deep": 1}), FaultKind.UNREADABLE),
        (message(seq=-1), FaultKind.UNREADABLE),
    ],
)
def test_what_cannot_be_is_a_fault_of_its_kind(raw: bytes, kind: FaultKind) -> None:
    assert kinds(raw) == [kind]


def test_one_wrong_value_leaves_the_others() -> None:
    found = said(message(temperature=900, humidity=40), received_at=NOON)

    assert [each.quantity for each in found.readings] == ["humidity"]
    assert "expected -60 to 85" in found.faults[0].words


@pytest.mark.parametrize(
    "clock", ["1970-01-01T00:00:00Z", "2031-01-01T00:00:00Z", "2026-06-12T12:00:00", "noon", 7, ""]
)
def test_a_clock_that_cannot_be_right_leaves_the_reading_with_the_moment_of_arrival(
    clock: object,
) -> None:
    found = said(message(None, at=clock, temperature=20), received_at=NOON)

    assert (found.at, found.is_own_clock) == (NOON, False)
    assert [each.quantity for each in found.readings] == ["temperature"]
    assert [each.kind for each in found.faults] == [FaultKind.CLOCK]


def test_a_unit_that_nothing_converts_is_named_with_those_that_are_known() -> None:
    found = said(message(temperature=20), received_at=NOON, units={"temperature": "furlong"})

    assert "comes in “furlong”; expected one of °C, °F" in found.faults[0].words


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd(raw: bytes) -> None:
    found = said(raw, received_at=NOON)

    assert found.at == NOON or found.is_own_clock


@given(st.sampled_from(sorted(QUANTITIES)), st.floats(allow_nan=True, allow_infinity=True))
def test_whatever_counts_lies_in_its_range(name: str, value: float) -> None:
    known = QUANTITIES[name]

    for each in said(message(**{name: value}), received_at=NOON).readings:
        assert each.value is not None
        assert known.lowest <= each.value <= known.highest
