"""Looking by itself: alerts that stand become tickets, and tickets hear when an alert is over."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from penstock.app.cases.acting import ConflictError
from penstock.app.devices.rounds.program import TROUBLES, Change, Program
from penstock.app.streams.home_devices import RegisteredHomes
from penstock.casework.device.alerts import Cause, alerts_of, heard_long_enough
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.liveness import standing
from penstock.casework.device.ports import Devices
from penstock.casework.device.registry import Device, Home, State
from penstock.delivery.case import Status
from penstock.kernel.counting import counted
from penstock.streams.ncv_01_smart_home.items.tickets import SupportTickets

STAGE, ACT = "NCV-01.7", "look"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is to be seen of a home: nothing new becomes of the same again."""

    alerts: frozenset[tuple[DeviceId, Cause, datetime, bool]]
    silent: frozenset[DeviceId]


@dataclass
class Lookout:
    """Looks at homes and lets tickets be made of what is wrong.

    What it has seen it keeps in mind as long as it runs; what it has done is in the cases. Whoever
    looks at the same time, or after it was killed, finds there what has become of an alert.

    Args:
        program: Acts in cases.
        devices: Where homes are kept.
    """

    program: Program
    devices: Devices
    _settled: dict[str, _Seen] = field(default_factory=dict)

    def once(self) -> str:
        """Look at every home of which something else is to be seen than before."""
        if self._registered.unheard():
            return ""
        tally: Counter[str] = Counter()
        trouble = ""
        for home, seen in self._homes():
            if self._settled.get(home.name) == seen:
                continue
            try:
                if self._look(home, seen, tally):
                    self._settled[home.name] = seen
            except ConflictError:
                # Somebody else was at it; the next time it is known what has come of it.
                continue
            except TROUBLES as error:
                trouble = f" {home.name}: {error}"
        return _line(tally, trouble)

    @property
    def _registered(self) -> RegisteredHomes:
        return RegisteredHomes(devices=self.devices, now=self.program.cases.now)

    def _look(self, home: Home, seen: _Seen, tally: Counter[str]) -> bool:
        """Do what is to be done for a home; tell whether nothing is left to do."""
        case = self.program.case_of(home)
        if case is None or not (seen.alerts or self.program.holds(case, SupportTickets)):
            return True
        if case.stage_id != STAGE or case.status is not Status.OPEN:
            return False
        change = self.program.would_do(case, ACT, SupportTickets)
        if change:
            self.program.do(case, ACT)
            tally += _told(change)
        return True

    def _homes(self) -> Iterator[tuple[Home, _Seen]]:
        homes = self.devices.entries(Home)
        by_home: dict[str, list[Device]] = {each.name: [] for each in homes}
        for each in self.devices.entries(Device, standing=State.ADOPTED):
            by_home.setdefault(each.home, []).append(each)
        for start in range(0, len(homes), _AT_ONCE):
            some = homes[start : start + _AT_ONCE]
            yield from self._seen(some, by_home)

    def _seen(
        self, homes: Sequence[Home], devices: Mapping[str, Sequence[Device]]
    ) -> Iterator[tuple[Home, _Seen]]:
        now, since = self.program.cases.now(), self._registered.listens_since()
        live: dict[str, list[LiveState]] = defaultdict(list)
        for each in self.devices.live_of([home.name for home in homes]):
            live[each.of.home].append(each)
        for home in homes:
            own = devices[home.name]
            found = alerts_of(home, own, live[home.name], now=now)
            alerts = heard_long_enough(found, own, since, now=now)
            yield (
                home,
                _Seen(
                    alerts=frozenset(
                        (each.of, each.cause, each.since, each.is_urgent) for each in alerts
                    ),
                    silent=frozenset(_silent(own, live[home.name], now)),
                ),
            )


def _silent(
    devices: Sequence[Device], live: Sequence[LiveState], now: datetime
) -> Iterator[DeviceId]:
    known = {each.of: each for each in live}
    for each in devices:
        hub = known.get(each.hub) if each.hub else None
        if not standing(known.get(each.of), every=each.every, now=now, through=hub).is_there:
            yield each.of


def _told(change: Change[SupportTickets]) -> Counter[str]:
    before = {each.number: each for each in change.before.tickets} if change.before else {}
    after = change.after.tickets
    over = [each for each in after if each.over_at and each.number in before]
    return Counter(
        homes=1,
        opened=len(after) - len(before),
        over=sum(before[each.number].over_at is None for each in over),
    )


def _line(tally: Counter[str], trouble: str) -> str:
    if not tally:
        return f"Not looked at:{trouble}" if trouble else ""
    opened, over = counted(tally["opened"], "ticket"), counted(tally["over"], "alert")
    homes = counted(tally["homes"], "home")
    verb = "is" if tally["over"] == 1 else "are"
    return f"Looked at {homes}: {opened} opened, {over} {verb} over.{trouble}"
