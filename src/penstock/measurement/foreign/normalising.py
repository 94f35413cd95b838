"""From the texts of a log's columns to events with moments and steps, every fault counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penstock.delivery.visits import Outcome
from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.mapping import NEEDED, ForeignMapping, Step
from penstock.measurement.foreign.moments import Zone, ZonelessError, moment_of

_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_OUTCOMES = frozenset(map(str, Outcome))
# In the order of what an event needs.
_MISSING = (FaultKind.NO_CASE, FaultKind.NO_ACTIVITY, FaultKind.NO_TIME)
_AS_THEY_ARE = ("case", "activity", "resource", "stream", "product", "reason")
Texts = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some events of a log, as texts.

    Args:
        places: Their numbers in the file, from 1.
        columns: The texts of each column, as many as places; None where nothing stands.
    """

    places: Sequence[int]
    columns: Mapping[str, Texts]


class ZoneNeededError(ValueError):
    """Times of a log say no zone, and its map says none for them."""

    def __init__(self, *, text: str, place: int) -> None:
        self.text = text
        self.place = place
        super().__init__(
            f"“{text}” of event {place} says no time zone, and the map says none for such times. "
            'Write one under [time], such as zone = "America/Los_Angeles".'
        )


@dataclass(slots=True)
class Normaliser:
    """Takes in chunk after chunk, and counts what is wrong with them.

    Args:
        mapping: What the columns mean.
        faults: Where faults are counted.
        now_us: The moment behind which the future begins, in microseconds since 1970.
    """

    mapping: ForeignMapping
    faults: Faults
    now_us: int
    _with_zone: int = 0
    _without_zone: int = 0
    _assumed: str = ""

    def columns(self, chunk: Chunk) -> dict[str, list[Any]]:
        """Return the events of a chunk that can be placed, column by column.

        Raises:
            ZoneNeededError: A time says no zone, and neither does the map.
        """
        needed = zip(chunk.places, *(self._all(chunk, name) for name in NEEDED), strict=True)
        moments = [self._moment_us(*row) for row in needed]
        rows = [row for row, at_us in enumerate(moments) if at_us is not None]
        places = [chunk.places[row] for row in rows]

        def texts(name: str) -> list[str]:
            column = self._all(chunk, name)
            return [column[row] or "" for row in rows]

        return {
            **{name: texts(name) for name in _AS_THEY_ARE},
            "place": places,
            "at_us": [moments[row] for row in rows],
            "step": list(map(self._step, places, texts("lifecycle"))),
            "outcome": list(map(self._outcome, places, texts("outcome"))),
            "closes": [_YES_NO.get(text.casefold()) for text in texts("closes")],
            "criteria_met": [_YES_NO.get(text.casefold()) for text in texts("criteria_met")],
            "recorded_us": list(map(self._recorded_us, places, texts("recorded_at"))),
        }

    def finish(self) -> None:
        """Count what only the whole log tells: that some times say their zone, and some do not."""
        if self._with_zone and self._without_zone:
            self.faults.add(FaultKind.ASSUMED_ZONE, self._assumed, count=self._without_zone)

    def _all(self, chunk: Chunk, name: str) -> Texts:
        named = self.mapping.columns.get(name)
        return chunk.columns[named] if named else [None] * len(chunk.places)

    def _moment_us(self, place: int, *needed: str | None) -> int | None:
        """Return when an event happened; None where it cannot be placed, which is counted."""
        for text, kind in zip(needed, _MISSING, strict=True):
            if not text or text.isspace():
                self.faults.add(kind, f"event {place}")
                return None
        text = needed[-1] or ""
        try:
            return self._read_us(place, text)
        except ZonelessError as error:
            raise ZoneNeededError(text=text, place=place) from error
        except (ValueError, OverflowError):
            self.faults.add(FaultKind.UNREADABLE_TIME, f"event {place}: “{text}”")
            return None

    def _read_us(self, place: int, text: str) -> int:
        found = moment_of(text, form=self.mapping.time_format, zone=self.mapping.zone)
        if found.zone is Zone.SAID:
            self._with_zone += 1
        else:
            self._without_zone += 1
            self._assumed = self._assumed or f"event {place}: “{text}”"
        if found.zone is Zone.AMBIGUOUS:
            self.faults.add(FaultKind.AMBIGUOUS_TIME, f"event {place}: “{text}”")
        if found.us > self.now_us:
            self.faults.add(FaultKind.FUTURE, f"event {place}: “{text}”")
        return found.us

    def _step(self, place: int, word: str) -> str:
        step = self.mapping.steps.get(word.casefold(), Step.OTHER) if word else self.mapping.single
        if step is Step.OTHER:
            self.faults.add(FaultKind.OTHER_TRANSITION, f"event {place}: {word}", name=word)
        return str(step)

    def _outcome(self, place: int, word: str) -> str:
        if word and word not in _OUTCOMES:
            self.faults.add(FaultKind.UNKNOWN_OUTCOME, f"event {place}: {word}", name=word)
        return word if word in _OUTCOMES else ""

    def _recorded_us(self, place: int, text: str) -> int | None:
        if not text:
            return None
        try:
            return moment_of(text, form=self.mapping.time_format, zone=self.mapping.zone).us
        except (ValueError, OverflowError):
            self.faults.add(FaultKind.UNREADABLE_TIME, f"event {place}, recorded at “{text}”")
            return None
