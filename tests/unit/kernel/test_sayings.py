"""A sentence as a form with values: told in its own words, or in a form of another language."""

import pytest

from penstock.kernel.sayings import Saying


def test_a_saying_is_told_in_english_and_in_another_form() -> None:
    saying = Saying.of("{device} used {energy} kWh.", device="Lamp {1}", energy=4)

    assert str(saying) == "Lamp {1} used 4 kWh."
    assert saying.told("{energy} kWh usó {device}.") == "4 kWh usó Lamp {1}."


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("{device} used {energy}.", (("device", "Lamp"),)),
        ("Nothing.", (("device", "Lamp"),)),
        ("{device}", (("device", "Lamp"), ("device", "Fan"))),
        ("{device:>9999999}", (("device", "Lamp"),)),
        ("{device!r}", (("device", "Lamp"),)),
        ("{device.upper}", (("device.upper", "Lamp"),)),
        ("{}", (("", "Lamp"),)),
        ("{device", (("device", "Lamp"),)),
    ],
)
def test_a_form_whose_places_are_not_those_of_its_values_is_no_saying(
    form: str, values: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(ValueError, match=r"expected"):
        Saying(form=form, values=values)
