"""Schedules that follow the tariff: thermostats are told when the period of a price changes."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from penstock.app.devices.intake.consents import FUNCTIONALITY, coverage_of
from penstock.app.devices.rounds.program import TROUBLES, Program
from penstock.casework.comfort.changing import HoldingAim, holding_at
from penstock.casework.device.commands import CommandState, DeviceCommand, asked
from penstock.casework.device.following import Following, left_alone, noticed, told
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.ports import Devices, StaleEntryError
from penstock.casework.device.registry import Device, Home, State
from penstock.delivery.case import Case, Status
from penstock.kernel.counting import counted
from penstock.streams.ncv_01_smart_home.items.activation import ActiveSmartHomePlatform
from penstock.streams.ncv_01_smart_home.items.home import SiteDetails
from penstock.streams.ncv_01_smart_home.items.onboarding import ComfortSettings

_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(days=1)
_TARGET = "target_temperature"
_AT_ONCE = 200
_PAPERS = (ComfortSettings, SiteDetails, ActiveSmartHomePlatform)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """What falls due in a home.

    Args:
        what: What is aimed at, since when and until when.
        since: The change of it that thermostats are told of.
        zone: Of the home's clock.
        is_change: Whether it is one; what held when the platform was activated was told then.
    """

    what: HoldingAim
    since: datetime
    zone: ZoneInfo
    is_change: bool


@dataclass
class Scheduler:
    """Tells thermostats what to aim at, once for each change of what their schedule says.

    Args:
        program: Reads cases.
        devices: Where homes and commands are kept.
    """

    program: Program
    devices: Devices
    _next: dict[str, datetime] = field(default_factory=dict)
    _read: dict[str, str] = field(default_factory=dict)

    def once(self) -> str:
        """Notice what was set by hand, and tell thermostats whose schedule has changed."""
        self._notice()
        thermostats = self._thermostats()
        tally: Counter[str] = Counter()
        trouble = ""
        for home in self.devices.entries(Home):
            try:
                if home.name in thermostats:
                    self._follow(home, thermostats[home.name], tally)
            except TROUBLES as error:
                trouble = f" {home.name}: {error}"
        return _line(tally, trouble)

    def _follow(self, home: Home, devices: Sequence[DeviceId], tally: Counter[str]) -> None:
        now, case = self.program.cases.now(), self.program.case_of(home)
        digest = self._digest(case)
        is_read = digest == self._read.get(home.name)
        if case is None or not digest or (is_read and now < self._next[home.name]):
            return
        # Who does not allow it now may allow it before the next change.
        if not self._allows(home, now):
            return
        due = self._due(case, now)
        words = Counter(self._tell(each, due) for each in devices if due.is_change)
        tally += words
        if not words["again"]:
            self._read[home.name] = digest
            # By then it is known whether what lasts for days was done on the first of them.
            again = now + _LONGEST + _SHORTEST
            self._next[home.name] = min(due.what.until or again, again)

    def _due(self, case: Case, now: datetime) -> _Due:
        self.program.require_reading(case, *_PAPERS)
        comfort = self.program.kept(case, ComfortSettings)
        site = self.program.kept(case, SiteDetails)
        platform = self.program.kept(case, ActiveSmartHomePlatform)
        zone = ZoneInfo(site.zone)
        what = holding_at(
            now.astimezone(zone), comfort.limits, comfort.days, has_cooling=site.has_cooling
        )
        since = max(each for each in (what.since, comfort.set_at) if each is not None)
        return _Due(what=what, since=since, zone=zone, is_change=since > platform.activated_at)

    def _digest(self, case: Case | None) -> str:
        """Return what changes with the papers that a schedule is made of; nothing without them."""
        if case is None or case.status not in {Status.OPEN, Status.CLOSED}:
            return ""
        return self.program.digest(case, *_PAPERS)

    def _allows(self, home: Home, now: datetime) -> bool:
        consents = self.program.cases.store.consents
        return FUNCTIONALITY in coverage_of(home, consents.of_customer).at(now)

    def _thermostats(self) -> dict[str, list[DeviceId]]:
        found: dict[str, list[DeviceId]] = defaultdict(list)
        for each in self.devices.entries(Device, standing=State.ADOPTED):
            if _is_thermostat(each):
                found[each.home].append(each.of)
        return found

    def _tell(self, of: DeviceId, due: _Due) -> str:
        """Tell a thermostat what it is to aim at; return what became of it, in a word."""
        now = self.program.cases.now()
        kept = self.devices.entry(Following, str(of))
        if kept is not None and kept.since >= due.since and not self._has_lapsed(kept):
            return "known"
        if kept is not None and _holds_today(kept, now, due.zone):
            return self._keep("by hand", left_alone(kept, since=due.since))
        target_c = float(due.what.aim.target_c)
        command = asked(
            {_TARGET: target_c},
            of=of,
            by=self.program.name,
            at=now,
            deadline=_deadline(due.what.until, now),
            named=_name(of, due.since, kept),
        )
        command = replace(command, purpose=FUNCTIONALITY)
        after = told(kept, command, since=due.since, target_c=target_c)
        return self._keep("told", command, after)

    def _has_lapsed(self, kept: Following) -> bool:
        """Tell whether a thermostat was told in vain: it was away, or its customer forbade it."""
        command = self.devices.entry(DeviceCommand, kept.command_id)
        return command is not None and command.state is CommandState.OVERDUE

    def _keep(self, word: str, *entries: Following | DeviceCommand) -> str:
        try:
            self.devices.keep(*entries)
        except StaleEntryError:
            # Another program has told it, or has noticed something.
            return "again"
        return word

    def _notice(self) -> None:
        known = self.devices.entries(Following)
        for start in range(0, len(known), _AT_ONCE):
            some = known[start : start + _AT_ONCE]
            live = self.devices.live_of(sorted({each.home for each in some}))
            reported = {each.of: each.value(_TARGET) for each in live}
            for each in some:
                command = self.devices.entry(DeviceCommand, each.command_id)
                after = noticed(each, command, reported.get(each.of))
                if after is not each:
                    self._keep("noticed", after)


def _is_thermostat(device: Device) -> bool:
    # A device that has not announced itself yet is known by its name in the kit.
    return "climate" in device.kinds or (not device.kinds and "thermostat" in device.of.device)


def _holds_today(kept: Following, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether somebody has set a thermostat by hand on the day that it is in its home."""
    at = kept.by_hand_at
    return at is not None and at.astimezone(zone).date() >= now.astimezone(zone).date()


def _deadline(until: datetime | None, now: datetime) -> datetime:
    return min(max(until or now, now + _SHORTEST), now + _LONGEST)


def _name(of: DeviceId, since: datetime, kept: Following | None) -> str:
    """Return the same name for the same change after the same one, whichever program tells it."""
    before = kept.command_id if kept else ""
    return f"SCH-{sha256(f'{of} {since.isoformat()} {before}'.encode()).hexdigest()[:16]}"


def _line(tally: Counter[str], trouble: str) -> str:
    told_, left = tally["told"], tally["by hand"]
    if not (told_ or left):
        return f"Schedules not followed:{trouble}" if trouble else ""
    verb = "was" if told_ == 1 else "were"
    kept = f"; {left:,} left as set by hand" if left else ""
    return f"{counted(told_, 'thermostat')} {verb} told what to aim at{kept}.{trouble}"
