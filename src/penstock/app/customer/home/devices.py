"""The devices of a home in plain words: whether each is there, and what it said last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from penstock.app.customer.home.telling import device_name
from penstock.app.customer.language import Language, Words
from penstock.app.devices.views import DeviceView, HomeView
from penstock.casework.device.live import LiveValue
from penstock.casework.device.quantities import temperature_in_words
from penstock.casework.device.registry import State

# What is needed to know that a device is there may be told without any consent.
_OF_THE_DEVICE = {"battery"}
_TOLD = ("temperature", "target_temperature", "humidity", "power", "leak", "contact", "motion")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSeen:
    """A device as its customer sees it.

    Args:
        name: Its name in the home, as forms send it.
        called: What people call it.
        state: How it stands, in a sentence.
        is_well: Whether nothing is wrong with it.
        last_seen: When it was last heard.
        said: What it said last, as far as the customer allows us to hear it.
        advice: What the customer can do about it; empty where nothing is wrong.
    """

    name: str
    called: Words
    state: str
    is_well: bool
    last_seen: datetime | None
    said: tuple[str, ...]
    advice: str


def devices_seen(view: HomeView, language: Language, *, may_tell: bool) -> tuple[DeviceSeen, ...]:
    """Return the devices that belong to a home.

    Args:
        view: The home.
        language: In which it is told.
        may_tell: Whether a consent covers what devices say; without it only whether they are there.
    """
    return tuple(_seen(each, language, may_tell=may_tell) for each in view.adopted)


def _seen(each: DeviceView, language: Language, *, may_tell: bool) -> DeviceSeen:
    state, advice = _state(each, language)
    if not advice and (each.live.number("battery") or 100) < 15:
        advice = language.say("Its battery is low. Put new ones in, or ask us to.")
    said = [value for value in each.live.values if may_tell or value.quantity in _OF_THE_DEVICE]
    return DeviceSeen(
        name=each.device.of.device,
        called=device_name(each.device.called, language),
        state=state,
        is_well=not advice and each.device.state is State.ADOPTED,
        last_seen=each.live.received_at,
        said=tuple(_told(said, language)),
        advice=advice,
    )


def _state(each: DeviceView, language: Language) -> tuple[str, str]:
    """Return how a device stands, and what the customer can do about it."""
    say = language.say
    match each.word:
        case "online":
            return say("It answers."), ""
        case "late":
            return say("It answers late; that may be the radio."), ""
        case "offline":
            return (
                say("It is silent."),
                say("Look whether it has power, and whether the hub is on. We look, too."),
            )
        case "never heard":
            return (
                say("It has not been heard yet."),
                say("Look whether it has power. If it was just installed, wait some minutes."),
            )
        case _:
            return (
                say("Two devices speak in its name."),
                say("Leave it as it is; we find out which one is yours."),
            )


def _told(values: list[LiveValue], language: Language) -> Iterator[str]:
    by_name = {each.quantity: each for each in values}
    named = _names(language)
    for name in (*_TOLD, *sorted(_OF_THE_DEVICE)):
        if name in by_name:
            yield f"{named[name]} {_value(by_name[name], language)}"


def _value(found: LiveValue, language: Language) -> str:
    if found.unit == "°C" and found.number is not None:
        return temperature_in_words(found.number)
    known = {"yes": language.say("yes"), "no": language.say("no")}
    return f"{known.get(found.shown, found.shown)} {found.unit}".rstrip()


def _names(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "temperature": say("temperature"),
        "target_temperature": say("set to"),
        "humidity": say("humidity"),
        "power": say("uses now"),
        "leak": say("water"),
        "contact": say("door or window"),
        "motion": say("motion"),
        "battery": say("battery"),
    }
