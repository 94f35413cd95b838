"""A played device: what it says and when, and what it answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.casework.device.identity import Channel
from penstock.simulation.chances import dice
from penstock.simulation.homes.announcing import (
    FIRMWARE,
    INSTALL,
    LATEST,
    announcements,
    topic,
)
from penstock.simulation.homes.drawing import DrawnDevice
from penstock.simulation.homes.kinds import MAKES, DeviceKind, Temper
from penstock.simulation.homes.physics import RefusedSettingError, Room

ONLINE, OFFLINE = b"online", b"offline"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FLOOD, _FLOOD_EVERY_S = 200, 0.01
_DRIFT_C_PER_S = 2.0 / 3_600
_DYING_PERCENT_PER_S = 50.0 / 3_600
_AWAY_STATES = 6
_INSTALLS_S = 20.0
# One cannot check a signature by a clock of 1970; what drifts is broken, and its flash with it.
_STAYS = frozenset({Temper.CLOCK_OF_1970, Temper.DRIFTS})
_GARBAGE = (b"{", b"temperature=21", b"\xff\xfe\x00", b"[1, 2", b'{"at": "soon"', b"NaN", b"null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a device says.

    Args:
        after_s: When, since the play began. [s]
        topic: Where.
        payload: What.
        is_retained: Whether it stays there.
    """

    after_s: float
    topic: str
    payload: bytes
    is_retained: bool = False


class PlayedDevice:
    """A device that speaks by the dice of its seed, and does what it is told.

    Args:
        drawn: Which one.
        seed: Of its dice; the same seed says the same.
        begins_at: The moment at which the play begins.
        pace: How many times faster than life it speaks.
    """

    def __init__(
        self, drawn: DrawnDevice, *, seed: int, begins_at: datetime, pace: float = 1.0
    ) -> None:
        self.drawn = drawn
        self._dice = dice(seed, drawn.home, drawn.name)
        self._begins_at = begins_at
        self._pace = pace
        self._number = 0
        self._installed_s: float | None = None
        self._room = Room(
            dice=self._dice,
            temperature_c=self._dice.uniform(18.0, 21.5),
            load_w=self._dice.uniform(5.0, 400.0),
            battery_percent=self._dice.uniform(55.0, 100.0),
        )

    def introduction(self) -> Iterator[Said]:
        """Yield what it says of itself whenever its home has connected."""
        for place, said in announcements(self.drawn):
            payload = json.dumps(said, ensure_ascii=False).encode()
            yield Said(after_s=0.0, topic=place, payload=payload, is_retained=True)
        yield self._available(0.0, ONLINE)

    def goes_on(self) -> Iterator[Said]:
        """Yield what it says, moment after moment, without end."""
        every_s = MAKES[self.drawn.kind].every_s / self._pace
        at_s = self._dice.uniform(0.0, every_s)
        while True:
            if self._is_off():
                back_s = at_s + _AWAY_STATES * every_s
                yield self._available(at_s, OFFLINE)
                yield self._available(back_s, ONLINE)
                at_s = back_s
            yield from self._states(at_s)
            at_s += every_s * self._dice.uniform(0.98, 1.02)

    def hear(self, payload: bytes, *, after_s: float) -> Said | None:
        """Do what the device is told, and return its answer; None where it gives none."""
        try:
            told = json.loads(payload)
            name, wanted = told.get("id"), dict(told["set"])
        except (AttributeError, KeyError, TypeError, ValueError):
            return None
        try:
            self._do(wanted, after_s)
            answer = {"id": name, "ok": True}
        except RefusedSettingError as error:
            answer = {"id": name, "ok": False, "because": str(error)}
        said = json.dumps(answer).encode()
        return Said(after_s=after_s, topic=topic(self.drawn, Channel.ACK), payload=said)

    def _do(self, wanted: dict[str, Any], after_s: float) -> None:
        if wanted != INSTALL:
            self._room.set(self.drawn.kind, wanted)
        elif self.drawn.temper is Temper.DIES:
            raise RefusedSettingError("its battery is too low to install anything")
        elif self.drawn.temper not in _STAYS:
            self._installed_s = after_s + _INSTALLS_S / self._pace

    def _firmware(self, at_s: float) -> str:
        is_new = self._installed_s is not None and at_s >= self._installed_s
        return LATEST if is_new else FIRMWARE

    def _is_off(self) -> bool:
        return (
            self.drawn.temper is Temper.DROPS_OUT
            and self.drawn.kind is not DeviceKind.HUB
            and self._dice.random() < 0.1
        )

    def _states(self, at_s: float) -> Iterator[Said]:
        many = 1
        if self.drawn.temper is Temper.FLOODS and self._dice.random() < 0.2:
            many = _FLOOD
        for place in range(many):
            yield self._state(at_s + place * _FLOOD_EVERY_S, serial=self.drawn.serial)
        if self.drawn.temper is Temper.HAS_A_TWIN:
            yield self._state(at_s, serial="QE-" + self.drawn.serial[:2:-1])

    def _state(self, at_s: float, *, serial: str) -> Said:
        self._number += 1
        place, payload = topic(self.drawn, Channel.STATE), self._payload(at_s, serial)
        return Said(after_s=at_s, topic=place, payload=payload)

    def _payload(self, at_s: float, serial: str) -> bytes:
        if self.drawn.temper is Temper.NO_JSON and self._dice.random() < 0.5:
            return self._dice.choice(_GARBAGE)
        return json.dumps(
            {
                "at": self._clock(at_s).isoformat(),
                "seq": self._number,
                "serial": serial,
                "firmware": self._firmware(at_s),
                "installed_version": self._firmware(at_s),
                "latest_version": LATEST,
            }
            | self._measured(at_s)
        ).encode()

    def _clock(self, at_s: float) -> datetime:
        begin = _EPOCH if self.drawn.temper is Temper.CLOCK_OF_1970 else self._begins_at
        return begin + timedelta(seconds=at_s)

    def _measured(self, at_s: float) -> dict[str, Any]:
        model_s = at_s * self._pace
        self._room.go_on(model_s)
        if self.drawn.temper is Temper.DIES:
            self._room.battery_percent = max(0.0, 40.0 - model_s * _DYING_PERCENT_PER_S)
        found = self._room.measured(self.drawn.kind)
        if self.drawn.temper is Temper.DRIFTS and "temperature" in found:
            found["temperature"] = round(found["temperature"] + model_s * _DRIFT_C_PER_S, 2)
        return found

    def _available(self, at_s: float, word: bytes) -> Said:
        place = topic(self.drawn, Channel.AVAILABILITY)
        return Said(after_s=at_s, topic=place, payload=word, is_retained=True)
