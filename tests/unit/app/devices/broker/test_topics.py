import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.devices.broker.packets import Message
from penstock.app.devices.broker.permits import Permit, mosquitto_rules
from penstock.app.devices.broker.retained import Retained
from penstock.app.devices.broker.topics import Subscriptions, is_filter, matches

LEVEL = st.sampled_from(["a", "b", "", "$x"])
TOPIC = st.lists(LEVEL, min_size=1, max_size=4).map("/".join).filter(bool)
FILTER = (
    st.lists(st.sampled_from(["a", "b", "", "$x", "+", "#"]), min_size=1, max_size=4)
    .map("/".join)
    .filter(is_filter)
)


def by_the_standard(wanted: str, topic: str) -> bool:
    """Tell whether a filter names a topic, by another way than the tree's."""
    if topic.startswith("$") and wanted[0] in "+#":
        return False
    said = re.escape(wanted).replace(r"\+", "[^/]*")
    said = re.sub(r"/\\#$", "(/.*)?", said) if wanted != "#" else ".*"
    return re.fullmatch(said, topic) is not None


@given(FILTER, TOPIC)
def test_a_filter_names_what_the_standard_says(wanted: str, topic: str) -> None:
    assert matches(wanted, topic) == by_the_standard(wanted, topic)


@given(st.lists(FILTER, max_size=6), st.lists(FILTER, max_size=6), TOPIC)
def test_who_left_is_told_nothing_and_the_others_all(
    staying: list[str], leaving: list[str], topic: str
) -> None:
    tree: Subscriptions[str] = Subscriptions()
    for wanted in leaving:
        tree.add(wanted, "left", qos=1)
    for wanted in staying:
        tree.add(wanted, "stays", qos=1)
    tree.of(topic)

    for wanted in leaving:
        tree.remove(wanted, "left")

    assert set(tree.of(topic)) == (
        {"stays"} if any(by_the_standard(each, topic) for each in staying) else set()
    )


@given(st.lists(TOPIC, max_size=8), st.lists(TOPIC, max_size=4), FILTER)
def test_what_stays_is_found_by_the_filters_that_name_it(
    left: list[str], taken: list[str], wanted: str
) -> None:
    retained = Retained(100)
    for topic in left:
        retained.put("elm", Message(topic=topic, payload=topic.encode(), is_retained=True))

    for topic in taken:
        retained.put("elm", Message(topic=topic, payload=b"", is_retained=True))

    there = set(left) - set(taken)
    assert sorted(each.topic for each in retained.named(wanted)) == sorted(
        each for each in there if by_the_standard(wanted, each)
    )
    assert {message.topic for _, message in retained.each()} == there


@pytest.mark.parametrize("said", ["", "a#", "#/a", "a/+b", "a/b+/c"])
def test_what_is_no_filter(said: str) -> None:
    assert not is_filter(said)


HOME = st.sampled_from(["elm", "elm_1", "e", "oak"])


@given(HOME, HOME, st.sampled_from(["state", "ack", "availability"]))
def test_no_home_can_speak_for_another(mine: str, other: str, channel: str) -> None:
    permit = Permit(user=mine)

    assert permit.may_publish(f"penstock/{other}/x/{channel}") == (mine == other)
    assert permit.may_publish(f"homeassistant/sensor/{other}-x/y/config") == (mine == other)
    assert permit.may_publish(f"homeassistant/device/{other}-x/config") == (mine == other)


ANYTHING = st.lists(st.sampled_from(["penstock", "elm", "oak", "set", "+", "#"]), max_size=5)


@given(ANYTHING.map("/".join).filter(is_filter))
def test_what_a_home_may_hear_is_what_its_devices_are_told(wanted: str) -> None:
    if Permit(user="elm").may_subscribe(wanted):
        assert re.fullmatch("penstock/elm/[^/#]+/set", wanted)


def test_a_home_hears_what_its_devices_are_told() -> None:
    permit = Permit(user="elm")

    heard = ["penstock/elm/+/set", "penstock/elm/hall/set", "penstock/elm/#", "penstock/+/+/set"]

    assert [permit.may_subscribe(each) for each in heard] == [True, True, False, False]


def test_mosquitto_is_told_the_same() -> None:
    assert list(mosquitto_rules({"elm": ["hall"]})) == [
        "user penstock",
        "topic readwrite #",
        "",
        "user elm",
        "topic write penstock/elm/#",
        "topic read penstock/elm/+/set",
        "topic write homeassistant/+/elm-hall/+/config",
        "topic write homeassistant/+/elm-hall/config",
    ]
