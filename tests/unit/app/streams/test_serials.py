import pytest

from penstock.app.streams.serials import RecordedSerials
from penstock.casework.purchase.ports import TakenSerialError
from penstock.store.memory_records import MemoryRecords

PIECES = [("MOD-430", "S1"), ("MOD-430", "S2")]


@pytest.fixture
def serials() -> RecordedSerials:
    return RecordedSerials(records=MemoryRecords())


def test_a_serial_number_that_is_installed_elsewhere_is_refused(serials: RecordedSerials) -> None:
    serials.take(PIECES, reference="SOL-1")

    with pytest.raises(TakenSerialError, match=r"S2 \(MOD-430\) is in SOL-1"):
        serials.take([("MOD-430", "S9"), ("MOD-430", "S2")], reference="SOL-2")

    serials.take([("MOD-430", "S9")], reference="SOL-3")


def test_to_take_the_same_twice_changes_nothing(serials: RecordedSerials) -> None:
    serials.take(PIECES, reference="SOL-1")

    serials.take(PIECES, reference="SOL-1")


def test_other_parts_may_have_the_same_serial_number(serials: RecordedSerials) -> None:
    serials.take(PIECES, reference="SOL-1")

    serials.take([("INV-10", "S1")], reference="SOL-2")


def test_a_piece_that_went_back_may_come_to_another(serials: RecordedSerials) -> None:
    serials.take(PIECES, reference="SOL-1")

    serials.give_back(PIECES[:1], reference="SOL-1")

    serials.take(PIECES[:1], reference="SOL-2")
    with pytest.raises(TakenSerialError, match="S1"):
        serials.take(PIECES[:1], reference="SOL-1")


def test_nobody_gives_back_what_another_has(serials: RecordedSerials) -> None:
    serials.take(PIECES, reference="SOL-1")

    serials.give_back(PIECES, reference="SOL-2")

    with pytest.raises(TakenSerialError, match="SOL-1"):
        serials.take(PIECES, reference="SOL-2")
