"""Which alerts the devices of a home give, and what each probably is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.casework.device.alerts.alert import Cause, DeviceAlert
from penstock.casework.device.alerts.watching import APART_K, LOW_BATTERY
from penstock.casework.device.live import LiveState
from penstock.casework.device.liveness import Liveness, Standing, standing
from penstock.casework.device.registry import Device, Home, State

EMPTY_BATTERY, WEAK_DBM = 10.0, -85.0
APART_FOR, OUTSIDE_FOR = timedelta(hours=6), timedelta(hours=2)
_FREEZING_C = 5.0
_SPANS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A device, how it stands, and whether it is there."""

    device: Device
    live: LiveState
    standing: Standing


def alerts_of(
    home: Home, devices: Sequence[Device], live: Sequence[LiveState], *, now: datetime
) -> tuple[DeviceAlert, ...]:
    """Return what is wrong in a home, the longest first.

    Args:
        home: The home.
        devices: Its devices; those that are adopted are looked at.
        live: How they stand.
        now: The moment it is.
    """
    known = {each.of: each for each in live}
    judged = [
        _Judged(
            device=each,
            live=known.get(each.of, LiveState(of=each.of)),
            standing=standing(
                known.get(each.of),
                every=each.every,
                now=now,
                through=known.get(each.hub) if each.hub else None,
            ),
        )
        for each in devices
        if each.state is State.ADOPTED
    ]
    found = [alert for each in judged for alert in _alerts(each, judged, home, now)]
    return tuple(sorted(found, key=lambda each: (each.since, each.key)))


def heard_long_enough(
    alerts: Sequence[DeviceAlert],
    devices: Sequence[Device],
    since: datetime | None,
    *,
    now: datetime,
) -> Iterator[DeviceAlert]:
    """Yield alerts without silence that may be that of whoever listens.

    While nobody listened everything was silent; a device that is there speaks again within the
    span in which it should, and has twice of it.

    Args:
        alerts: What is wrong.
        devices: The devices of the home.
        since: Since when somebody listens; None where nothing is known of it.
        now: The moment it is.
    """
    spans = {each.of: each.every for each in devices}
    for each in alerts:
        is_of_before = each.cause is Cause.OFFLINE and since is not None and each.since < since
        if since is None or not is_of_before or now - since > _SPANS * spans[each.of]:
            yield each


def _alerts(
    of: _Judged, all_: Sequence[_Judged], home: Home, now: datetime
) -> Iterator[DeviceAlert]:
    yield from _conflict(of)
    yield from _offline(of, all_, now)
    if of.standing.liveness in {Liveness.ONLINE, Liveness.LATE}:
        yield from _battery(of)
        yield from _drift(of, now)
        yield from _comfort(of, home, now)


def _conflict(of: _Judged) -> Iterator[DeviceAlert]:
    if of.live.conflict:
        yield DeviceAlert(
            of=of.device.of,
            cause=Cause.CONFLICT,
            since=of.live.at or of.device.offered_at,
            sentence=of.live.conflict,
            diagnosis="Two devices were paired under one name, or one was replaced without being "
            "adopted. Read the serial number on the device, and adopt it with it.",
        )


def _offline(of: _Judged, all_: Sequence[_Judged], now: datetime) -> Iterator[DeviceAlert]:
    if any(each.device.of == of.device.hub and _is_away(each) for each in all_):
        # It is silent with its hub, whose alert it is.
        return
    if of.standing.liveness is Liveness.NEVER:
        since = of.device.adopted_at or of.device.offered_at
        if now - since <= 5 * of.device.every:
            return
        words = f"{of.device.called} was adopted and has never been heard."
    elif of.standing.liveness is Liveness.OFFLINE:
        since = of.standing.since or now
        every = f"{of.device.every_s / 60:g} min"
        words = (
            f"{of.device.called} has been silent since {since:%Y-%m-%d %H:%M} UTC; it should speak "
            f"every {every}."
        )
    else:
        return
    yield DeviceAlert(
        of=of.device.of,
        cause=Cause.OFFLINE,
        since=since,
        sentence=words,
        diagnosis=_why_silent(of, all_),
    )


def _is_away(of: _Judged) -> bool:
    return of.standing.liveness in {Liveness.OFFLINE, Liveness.NEVER}


def _why_silent(of: _Judged, all_: Sequence[_Judged]) -> str:
    battery, signal = of.live.number("battery"), of.live.number("signal")
    if len(all_) > 1 and all(map(_is_away, all_)):
        return (
            f"All {len(all_)} devices of the home are silent: probably its hub, its Internet or "
            "its power. Ask the customer whether the hub's light is on before anybody drives."
        )
    if battery is not None and battery <= EMPTY_BATTERY:
        return f"Its battery had {battery:.0f} % left: probably it is empty. Ask for a new one."
    if signal is not None and signal <= WEAK_DBM:
        return (
            f"Its signal was {signal:.0f} dBm, weaker than {WEAK_DBM:.0f}: probably the radio does "
            "not reach. Move the hub, or add a repeater."
        )
    if of.standing.was_cut:
        return (
            "The broker lost the connection without a good-bye: probably power or Wi-Fi at the "
            "device. Ask the customer to switch it off and on."
        )
    return "It has stopped speaking while others go on. Ask the customer to switch it off and on."


def _battery(of: _Judged) -> Iterator[DeviceAlert]:
    battery = of.live.value("battery")
    left = battery.number if battery else None
    if battery is None or left is None or left >= LOW_BATTERY:
        return
    soon = "within days" if left < EMPTY_BATTERY else "within weeks"
    yield DeviceAlert(
        of=of.device.of,
        cause=Cause.BATTERY,
        since=of.live.watch.low_since or battery.at,
        sentence=f"{of.device.called} has {left:.0f} % of its battery left; expected at least "
        f"{LOW_BATTERY:.0f} %.",
        diagnosis=f"It will probably stop {soon}. Send the customer a battery"
        f"{f' for the {of.device.model}' if of.device.model else ''}; nobody has to drive.",
    )


def _drift(of: _Judged, now: datetime) -> Iterator[DeviceAlert]:
    since = of.live.watch.apart_since
    if since is None or now - since < APART_FOR:
        return
    yield DeviceAlert(
        of=of.device.of,
        cause=Cause.DRIFT,
        since=since,
        sentence=f"{of.device.called} shows {of.live.number('temperature') or 0:.1f} °C, and has "
        f"been more than {APART_K:g} K from its usual distance to the other rooms since "
        f"{since:%Y-%m-%d %H:%M} UTC.",
        diagnosis="Probably the sensor has drifted, or was moved to a window, a heater or "
        "another room. Ask where it stands; replace it if it has not moved.",
    )


def _comfort(of: _Judged, home: Home, now: datetime) -> Iterator[DeviceAlert]:
    since, own = of.live.watch.outside_since, of.live.number("temperature")
    if since is None or own is None or now - since < OUTSIDE_FOR:
        return
    is_cold = own < home.coldest_c
    limit = f"at least {home.coldest_c}" if is_cold else f"at most {home.hottest_c}"
    yield DeviceAlert(
        of=of.device.of,
        cause=Cause.COMFORT,
        since=since,
        sentence=f"{of.device.called} shows {own:.1f} °C since {since:%Y-%m-%d %H:%M} UTC; "
        f"expected {limit} °C.",
        diagnosis=_why_uncomfortable(of.live, is_cold=is_cold),
        is_urgent=own < _FREEZING_C,
    )


def _why_uncomfortable(live: LiveState, *, is_cold: bool) -> str:
    mode, action = live.value("mode"), live.value("action")
    wanted = "heat" if is_cold else "cool"
    doing = "heating" if is_cold else "cooling"
    if mode is not None and mode.shown == "off":
        return f"The thermostat is off. Ask the customer whether it should {wanted}, and set it."
    if action is not None and action.shown == doing:
        return (
            f"It has been {doing} without reaching the room's target: probably a filter, an open "
            "window or the equipment itself. Ask about the window first, then send somebody."
        )
    target = live.number("target_temperature")
    if target is not None:
        return (
            f"Its target is {target:.1f} °C and it is not {doing}: probably its wiring or the "
            "equipment. Look at the C-wire and the breaker with the customer."
        )
    return f"Nothing in the home says why. Ask the customer whether anything is {doing}."
