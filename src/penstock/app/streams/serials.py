"""Where each piece with a serial number is, for all cases and programs together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from penstock.app.streams.keeping import again, latest_of, number_of
from penstock.casework.purchase.ports import TakenSerialError
from penstock.governance.conduct.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialPlace:
    """Where pieces are whose serial numbers share a hash; each move is a version.

    Args:
        number: The hash.
        version: From 1.
        places: By part number and serial number, where the piece is.
    """

    number: int
    version: int
    places: Mapping[str, str]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"where {', '.join(self.places) or 'a piece that is gone'} is"


@dataclass(frozen=True, kw_only=True)
class RecordedSerials:
    """Writes down where each piece is.

    Args:
        records: Where it is kept.
    """

    records: Records

    def take(self, serials: Sequence[tuple[str, str]], *, reference: str) -> None:
        """Write down that pieces are now with a reference.

        Raises:
            TakenSerialError: One of them is with another reference; none was written down.
        """
        again(lambda: self._take(serials, reference))

    def give_back(self, serials: Sequence[tuple[str, str]], *, reference: str) -> None:
        """Write down that pieces are with a reference no more; those of others stay."""
        again(lambda: self._give_back(serials, reference))

    def _take(self, serials: Sequence[tuple[str, str]], reference: str) -> None:
        now = self._now(serials)
        names = [_name(*each) for each in serials]
        places = {name: place for each in now.values() for name, place in each.places.items()}
        taken = {
            f"{name.partition(' ')[2]} ({name.partition(' ')[0]})": places[name]
            for name in names
            if places.get(name, reference) != reference
        }
        if taken:
            raise TakenSerialError(taken)
        self.records.keep(*_changed(now, dict.fromkeys(names, reference)))

    def _give_back(self, serials: Sequence[tuple[str, str]], reference: str) -> None:
        now = self._now(serials)
        mine = {
            name: ""
            for each in now.values()
            for name, place in each.places.items()
            if place == reference and name in {_name(*one) for one in serials}
        }
        self.records.keep(*_changed(now, mine))

    def _now(self, serials: Sequence[tuple[str, str]]) -> dict[int, SerialPlace]:
        """Return what is written down, in an order that is the same in all programs."""
        numbers = sorted({number_of(_name(*each)) for each in serials})
        return {number: self._latest(number) for number in numbers}

    def _latest(self, number: int) -> SerialPlace:
        found = latest_of(self.records, SerialPlace, number)
        return found or SerialPlace(number=number, version=0, places={})


def _changed(now: Mapping[int, SerialPlace], places: Mapping[str, str]) -> Iterator[SerialPlace]:
    """Yield what is to be written; a place that is empty is forgotten."""
    for number, each in now.items():
        moved = {name: place for name, place in places.items() if number_of(name) == number}
        kept = {name: place for name, place in ({**each.places, **moved}).items() if place}
        if kept != each.places:
            yield SerialPlace(number=number, version=each.version + 1, places=kept)


def _name(part_number: str, serial_number: str) -> str:
    return f"{part_number} {serial_number}"
