"""Every threshold of the screens, one unit below it, at it and above it."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.loading import reference_company
from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.operating import Generator
from penstock.engineering.network.screens.facts import (
    Connection,
    Device,
    Facts,
    Quality,
    Section,
    Wires,
)
from penstock.engineering.network.screens.feeder_facts import read_feeder_facts
from penstock.engineering.network.screens.from_feeder import facts_of
from penstock.engineering.network.screens.rules import Asks, ScreenSet, in_force, read_screens
from penstock.engineering.network.screens.screening import Result, Verdict, eligible, screen
from penstock.engineering.network.study.studying import study
from tests.feeders import QUANTUM_12, quantum_12

FILE = files("penstock.engineering.network.screens") / "ferc-sgip-2014-02-03.toml"
RULES = read_screens(FILE.read_text(encoding="utf-8"), file=FILE.name)
PASS, FAIL = Verdict.PASS, Verdict.FAIL


def _section(**changed: Any) -> Section:
    return replace(
        Section(name="line.breaker", generation_kw=10, peak_kw=1000, minimum_kw=300), **changed
    )


CALM = Facts(
    kw=8.2,
    is_inverter=True,
    is_certified=True,
    line_kv=12.47,
    is_mainline=True,
    miles=1.0,
    wires=Wires.FOUR,
    connection=Connection.LINE_TO_NEUTRAL,
    section=_section(),
    upstream=(_section(),),
    fault_percent=1.0,
    devices=(Device(name="breaker", fault_amps=5000, interrupting_amps=12_000),),
    secondary_kw=8.2,
    transformer_kva=25.0,
    imbalance_kw=0.0,
    quality=Quality(),
    subject_to_tariff=True,
    is_on_spot_network=False,
    stability_limited=False,
    safety_reviewed=True,
)
SPOT: dict[str, Any] = {"is_on_spot_network": True, "network_peak_kw": 600.0}
STABILITY: dict[str, Any] = {"stability_limited": True}


def _result(asks: Asks, **changed: Any) -> Result:
    found = screen(replace(CALM, **changed), RULES).results
    return next(each for each in found if each.screen and each.screen.asks is asks)


def test_a_calm_project_passes_every_screen() -> None:
    done = screen(CALM, RULES)

    assert {each.verdict for each in done.results} == {PASS, Verdict.NOT_APPLICABLE}
    assert [done.outcome(stage) for stage in ("fast track", "supplemental review")] == [PASS, PASS]


@pytest.mark.parametrize(
    ("asks", "changed", "verdict"),
    [
        (Asks.PENETRATION, {"section": _section(generation_kw=149)}, PASS),
        (Asks.PENETRATION, {"section": _section(generation_kw=150)}, PASS),
        (Asks.PENETRATION, {"section": _section(generation_kw=151)}, FAIL),
        (Asks.PENETRATION, {"section": _section(generation_kw=0.3, peak_kw=2)}, PASS),
        (Asks.SPOT_NETWORK, SPOT | {"network_generation_kw": 29.0}, PASS),
        (Asks.SPOT_NETWORK, SPOT | {"network_generation_kw": 30.0}, PASS),
        (Asks.SPOT_NETWORK, SPOT | {"network_generation_kw": 31.0}, FAIL),
        (Asks.SPOT_NETWORK, SPOT | {"network_generation_kw": 1.0, "is_inverter": False}, FAIL),
        (Asks.SPOT_NETWORK, {**SPOT, "network_peak_kw": 9e3, "network_generation_kw": 49.0}, PASS),
        (Asks.SPOT_NETWORK, {**SPOT, "network_peak_kw": 9e3, "network_generation_kw": 50.0}, PASS),
        (Asks.SPOT_NETWORK, {**SPOT, "network_peak_kw": 9e3, "network_generation_kw": 51.0}, FAIL),
        (Asks.FAULT_SHARE, {"fault_percent": 9.0}, PASS),
        (Asks.FAULT_SHARE, {"fault_percent": 10.0}, PASS),
        (Asks.FAULT_SHARE, {"fault_percent": 11.0}, FAIL),
        (Asks.SHARED_SECONDARY, {"secondary_kw": 19.0}, PASS),
        (Asks.SHARED_SECONDARY, {"secondary_kw": 20.0}, PASS),
        (Asks.SHARED_SECONDARY, {"secondary_kw": 21.0}, FAIL),
        (Asks.SHARED_SECONDARY, {"secondary_kw": None}, Verdict.NOT_APPLICABLE),
        (Asks.CENTER_TAP, {"imbalance_kw": 4.0}, PASS),
        (Asks.CENTER_TAP, {"imbalance_kw": 5.0}, PASS),
        (Asks.CENTER_TAP, {"imbalance_kw": 6.0}, FAIL),
        (Asks.STABILITY, STABILITY | {"transmission_side_kw": 9_999.0}, PASS),
        (Asks.STABILITY, STABILITY | {"transmission_side_kw": 10_000.0}, PASS),
        (Asks.STABILITY, STABILITY | {"transmission_side_kw": 10_001.0}, FAIL),
        (Asks.MINIMUM_LOAD, {"upstream": (_section(generation_kw=299),)}, PASS),
        (Asks.MINIMUM_LOAD, {"upstream": (_section(generation_kw=300),)}, FAIL),
        (Asks.MINIMUM_LOAD, {"upstream": (_section(generation_kw=301),)}, FAIL),
        (Asks.MINIMUM_LOAD, {"upstream": (_section(), _section(minimum_kw=5))}, FAIL),
        (Asks.TARIFF, {"subject_to_tariff": False}, FAIL),
        (Asks.CONSTRUCTION, {"quality": Quality(overloaded="transformer.t42")}, FAIL),
        (Asks.POWER_QUALITY, {"quality": Quality(broken=("high voltage",))}, FAIL),
        (Asks.POWER_QUALITY, {"quality": Quality(fluctuating=("flicker",))}, FAIL),
        (Asks.SAFETY, {"safety_reviewed": False}, FAIL),
    ],
)
def test_a_screen_is_decided_at_its_threshold(
    asks: Asks, changed: dict[str, Any], verdict: Verdict
) -> None:
    assert _result(asks, **changed).verdict is verdict


@pytest.mark.parametrize(("amps", "verdict"), [(8749, PASS), (8750, PASS), (8751, FAIL)])
def test_a_device_is_held_against_seven_eighths_of_its_capability(
    amps: float, verdict: Verdict
) -> None:
    device = Device(name="breaker", fault_amps=amps, interrupting_amps=10_000)

    assert _result(Asks.INTERRUPTING_DUTY, devices=(device,)).verdict is verdict


@pytest.mark.parametrize(
    ("kv", "anywhere", "near"),
    [
        (4.16, 500, 500),
        (4.999, 500, 500),
        (5.0, 2000, 3000),
        (14.999, 2000, 3000),
        (15.0, 3000, 4000),
        (29.999, 3000, 4000),
        (30.0, 4000, 5000),
        (69.0, 4000, 5000),
    ],
)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_fast_track_is_open_by_voltage_and_place(
    kv: float, anywhere: int, near: int, more: int
) -> None:
    far = replace(CALM, line_kv=kv, kw=anywhere + more, miles=2.51)
    close = replace(CALM, line_kv=kv, kw=near + more, miles=2.5)
    lateral = replace(CALM, line_kv=kv, kw=anywhere + more, is_mainline=False)

    expected = FAIL if more > 0 else PASS
    assert [eligible(each, RULES)[0] for each in (far, close, lateral)] == [expected] * 3


def test_fast_track_ends_above_69_kv() -> None:
    assert eligible(replace(CALM, line_kv=70), RULES)[0] is FAIL


@pytest.mark.parametrize(
    ("wires", "connection", "verdict"),
    [
        (Wires.FOUR, Connection.LINE_TO_NEUTRAL, PASS),
        (Wires.FOUR, Connection.GROUNDED_THREE_PHASE, PASS),
        (Wires.FOUR, Connection.UNGROUNDED_THREE_PHASE, FAIL),
        (Wires.FOUR, Connection.LINE_TO_LINE, FAIL),
        (Wires.THREE, Connection.LINE_TO_LINE, PASS),
        (Wires.THREE, Connection.UNGROUNDED_THREE_PHASE, PASS),
        (Wires.THREE, Connection.LINE_TO_NEUTRAL, FAIL),
        (None, Connection.LINE_TO_LINE, Verdict.UNDECIDED),
        (Wires.FOUR, None, Verdict.UNDECIDED),
    ],
)
def test_the_connection_has_to_suit_the_line(
    wires: Wires | None, connection: Connection | None, verdict: Verdict
) -> None:
    found = _result(Asks.LINE_CONFIGURATION, wires=wires, connection=connection)

    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("asks", "changed"),
    [
        (Asks.TARIFF, {"subject_to_tariff": None}),
        (Asks.SPOT_NETWORK, {"is_on_spot_network": None}),
        (Asks.SPOT_NETWORK, SPOT),
        (Asks.INTERRUPTING_DUTY, {"devices": ()}),
        (Asks.STABILITY, {"stability_limited": None}),
        (Asks.STABILITY, STABILITY),
        (Asks.CONSTRUCTION, {"quality": None}),
        (Asks.POWER_QUALITY, {"is_certified": False}),
        (Asks.SAFETY, {"safety_reviewed": None}),
    ],
)
def test_what_nobody_has_stated_is_not_decided(asks: Asks, changed: dict[str, Any]) -> None:
    found = _result(asks, **changed)

    assert found.verdict is Verdict.UNDECIDED
    assert found.found.startswith("nobody has stated")


@given(
    st.decimals(min_value=0, max_value=10**5, places=3), st.integers(min_value=1, max_value=10**5)
)
def test_the_fifteen_percent_are_exact(generation: Decimal, peak: int) -> None:
    part = _section(generation_kw=float(generation), peak_kw=float(peak))

    expected = PASS if generation * 100 <= 15 * peak else FAIL
    assert _result(Asks.PENETRATION, section=part).verdict is expected


def test_every_screen_has_its_reason_and_every_question_an_answer() -> None:
    assert {each.asks for each in RULES.screens} == set(Asks)
    assert all(each.basis.endswith(".") for each in RULES.screens)


def test_the_screens_of_a_day_are_those_in_force() -> None:
    later = replace(RULES, in_force_from=date(2030, 1, 1))
    both = (RULES, later)

    assert _set(both, date(2029, 12, 31)) is RULES
    assert _set(both, date(2030, 1, 1)) is later
    with pytest.raises(NetworkError, match="in force from 2014-02-03 on, not on 2014-02-02"):
        _set(both, date(2014, 2, 2))
    with pytest.raises(NetworkError, match="no screens for “XX”; there are for US-FERC"):
        in_force(both, jurisdiction="XX", on=date(2026, 1, 1))


def _set(sets: tuple[ScreenSet, ...], on: date) -> ScreenSet:
    return in_force(sets, jurisdiction="US-FERC", on=on)


def test_the_companys_queue_and_these_screens_agree() -> None:
    """What the queue's procedure lists as checks, these screens hold with the same numbers."""
    procedure = (reference_company() / "interconnection" / "procedure.toml").read_text("utf-8")

    limits = {each.asks: each.limit for each in RULES.screens}
    for asks, words in (
        (Asks.PENETRATION, "{} % of the line section's annual peak load"),
        (Asks.FAULT_SHARE, "{} % of the circuit's maximum fault current"),
        (Asks.INTERRUPTING_DUTY, "below {} % of their interrupting capability"),
        (Asks.SHARED_SECONDARY, "{} kW on a shared single-phase secondary"),
        (Asks.CENTER_TAP, "{} % imbalance on a center-tapped transformer"),
    ):
        assert words.format(limits[asks]) in procedure


def test_facts_of_a_roof_are_taken_from_the_feeder() -> None:
    stated = read_feeder_facts(
        (QUANTUM_12 / "feeder.toml").read_text(encoding="utf-8"), file="feeder.toml"
    )
    done = study(quantum_12(), Generator(bus="42", kw=8.2))

    facts = facts_of(done, stated, is_inverter=True, is_certified=True)

    assert facts.section.name == "line.breaker"
    assert [each.name for each in facts.upstream] == ["line.breaker", "the substation"]
    assert facts.upstream[0].peak_kw > facts.section.peak_kw
    assert facts.transformer_kva == 25
    assert facts.connection is Connection.LINE_TO_NEUTRAL
    assert facts.line_kv == pytest.approx(12.47)
    assert len(facts.devices) == 2
    behind = study(quantum_12(), Generator(bus="17", kw=8.2))
    assert facts_of(behind, stated, is_inverter=True, is_certified=True).section.name == (
        "line.recloser"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("wires = ", "is no TOML"),
        ('wires = "five-wire"', "wires is 'five-wire'; expected three-wire or four-wire"),
        ("colour = 1", "“colour” is unknown"),
        ("stability_limited = 1", "stability_limited is 1; expected true or false"),
        ("network_peak_kw = true", "network_peak_kw is True; expected a number"),
        ("[[device]]\nname = 'a'", "a device needs name, element and interrupting_amps"),
        (
            "[[device]]\nname = 'a'\nelement = 'b'\ninterrupting_amps = 0",
            "interrupting_amps of a is no positive number",
        ),
    ],
)
def test_what_cannot_be_stated_of_a_feeder_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NetworkError, match=sentence):
        read_feeder_facts(text, file="feeder.toml")


@pytest.mark.parametrize("text", ["", "name = 1", "name ="])
def test_screens_that_cannot_be_read_are_a_sentence(text: str) -> None:
    with pytest.raises(NetworkError, match=r"^x\.toml.*\.$"):
        read_screens(text, file="x.toml")


def test_no_fact_is_left_without_a_word_in_its_description() -> None:
    described = Facts.__doc__ or ""

    assert [each.name for each in fields(Facts) if f"{each.name}:" not in described] == []
