from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.commissioning.conditions import Conditions
from penstock.engineering.commissioning.errors import CommissioningError
from penstock.engineering.commissioning.open_circuit import open_circuit_verdicts
from penstock.engineering.commissioning.short_circuit import short_circuit_verdicts
from penstock.engineering.commissioning.strings import DesignedString, StringReading, paired
from penstock.engineering.commissioning.verdicts import Outcome, Verdict
from tests.unit.engineering.commissioning.systems import MODULE, NOON, sound, strings

LIGHTS = st.builds(
    Conditions, irradiance_w_m2=st.floats(200, 1200), back_of_module_c=st.floats(-20, 80)
)


def voltage(string: DesignedString, reading: StringReading) -> Verdict:
    *_, found = open_circuit_verdicts(MODULE, [(string, reading)])
    return found


def voltages(*pairs: tuple[DesignedString, StringReading]) -> dict[str, Verdict]:
    found = open_circuit_verdicts(MODULE, pairs)
    return {each.subject: each for each in found if each.test == "open-circuit voltage"}


@given(modules=st.integers(1, 32), conditions=LIGHTS)
def test_a_sound_string_passes_in_any_light_and_heat(modules: int, conditions: Conditions) -> None:
    (string,) = strings(modules)

    assert voltage(string, sound(string, conditions)).has_passed


@given(modules=st.integers(2, 32), conditions=LIGHTS)
def test_a_missing_module_is_found_in_any_usual_string_and_named(
    modules: int, conditions: Conditions
) -> None:
    (string,) = strings(modules)

    found = voltage(string, sound(string, conditions, modules=modules - 1))

    assert found.outcome is Outcome.FAILED
    assert found.reason.startswith("One module is missing or not connected")


@given(modules=st.integers(1, 32), conditions=LIGHTS)
def test_a_module_too_many_is_found(modules: int, conditions: Conditions) -> None:
    (string,) = strings(modules)

    found = voltage(string, sound(string, conditions, modules=modules + 1))

    assert "too long for the drawing" in found.reason


def test_a_reversed_string_fails_polarity_and_voltage() -> None:
    (string,) = strings(12)
    reading = sound(string)

    polarity, found = open_circuit_verdicts(
        MODULE, [(string, replace(reading, open_circuit_v=-reading.open_circuit_v))]
    )

    assert (polarity.outcome, found.outcome) == (Outcome.FAILED, Outcome.FAILED)
    assert polarity.reason.startswith("The string is reversed")


def test_two_modules_worth_of_voltage_may_be_one_reversed() -> None:
    (string,) = strings(12)

    assert "or one is reversed" in voltage(string, sound(string, modules=10)).reason


def test_a_conducting_bypass_diode_is_found_among_like_strings() -> None:
    good, other, bad = strings(12, 12, 12)

    found = voltages(
        (good, sound(good)), (other, sound(other)), (bad, sound(bad, modules=12 - 1 / 3))
    )

    assert found["S1"].has_passed
    assert found["S3"].reason.startswith("The voltage of 1 of a module's 3 parts is missing")


def test_strings_that_are_swapped_are_named() -> None:
    first, second = strings(12, 10)

    found = voltages((first, sound(first, modules=10)), (second, sound(second, modules=12)))

    first_words = "It has the 10 modules of S2 instead of its own 12: the two are swapped."
    assert found["S1"].reason == first_words
    assert found["S2"].reason.endswith("the two are swapped.")


def test_a_dead_string_has_its_own_words() -> None:
    (string,) = strings(12)

    assert "a connector is open" in voltage(string, sound(string, modules=0)).reason


def test_modules_of_another_type_are_no_whole_number_of_modules() -> None:
    (string,) = strings(12)

    assert "look at the module's type" in voltage(string, sound(string, modules=12.5)).reason


def test_one_bad_string_does_not_make_the_good_ones_fail() -> None:
    three = strings(12, 12, 12)
    pairs = [(each, sound(each)) for each in three[:2]]

    found = voltages(*pairs, (three[2], sound(three[2], modules=11)))

    assert [each.has_passed for each in found.values()] == [True, True, False]


def test_in_too_little_light_nothing_is_judged_and_nothing_passes() -> None:
    (string,) = strings(12)
    dusk = Conditions(irradiance_w_m2=80.0, back_of_module_c=12.0)
    reading = StringReading(string="S1", conditions=dusk, open_circuit_v=390.0, short_circuit_a=1.0)

    (found,) = open_circuit_verdicts(MODULE, [(string, reading)])
    (current,) = short_circuit_verdicts(MODULE, [(string, reading)])

    assert {found.outcome, current.outcome} == {Outcome.NOT_JUDGED}
    assert not found.has_passed


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "the string is open"), (0.7, "shaded or dirty"), (1.6, "two strings are joined")],
)
def test_a_wrong_current_has_its_reason(share: float, words: str) -> None:
    (string,) = strings(12)
    reading = sound(string)

    (found,) = short_circuit_verdicts(
        MODULE, [(string, replace(reading, short_circuit_a=share * (reading.short_circuit_a or 0)))]
    )

    assert found.outcome is Outcome.FAILED
    assert words in found.reason


def test_among_like_strings_five_percent_less_current_is_found() -> None:
    three = strings(12, 12, 12)
    weak = replace(sound(three[2]), short_circuit_a=0.94 * (sound(three[2]).short_circuit_a or 0))

    found = list(
        short_circuit_verdicts(
            MODULE, [(three[0], sound(three[0])), (three[1], sound(three[1])), (three[2], weak)]
        )
    )

    assert [each.has_passed for each in found] == [True, True, False]


def test_a_reading_of_no_string_of_the_drawing_is_refused() -> None:
    (string,) = strings(12)
    other = replace(sound(string), string="Z9")

    with pytest.raises(CommissioningError, match=r"readings of Z9; expected one of each .* S1"):
        paired((string,), (other,))


def test_a_voltage_that_cannot_be_is_refused() -> None:
    with pytest.raises(CommissioningError, match="voltage of string S1 is 41000 V"):
        StringReading(string="S1", conditions=NOON, open_circuit_v=41_000.0)
