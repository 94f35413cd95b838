"""Whatever an announcement says, it is told what is wrong with it, and nobody fails."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.device.discovery import announced
from penstock.casework.device.discovery.abbreviations import OF_DEVICE, OF_ENTITY, OF_ORIGIN
from penstock.casework.device.discovery.components import COMPONENTS
from penstock.casework.device.identity import config_topic, heard
from tests.smart_devices import HALL, thing

KEYS = st.sampled_from(sorted({"~", *OF_ENTITY, *OF_ENTITY.values(), *OF_DEVICE, *OF_ORIGIN}))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
# Most of what devices send wrongly is a word of theirs in the wrong place.
WORDS = st.sampled_from(["~/state", "~", "", "x", "sensor", "{{ value_json.temperature }}", "°C"])
VALUES = st.recursive(
    PLAIN | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(
    component=st.sampled_from([*sorted(COMPONENTS), "device", "toaster"]),
    said=st.dictionaries(KEYS, VALUES, max_size=6),
)
def test_an_announcement_is_taken_or_its_faults_are_told(
    component: str, said: dict[str, Any]
) -> None:
    whole = json.loads(thing()) | said
    topic = config_topic(HALL, component=component, thing="t")

    found = announced(heard(topic), json.dumps(whole).encode())

    assert found.things or found.faults
    assert all(each.words for each in found.faults)
