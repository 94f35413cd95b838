"""Tariffs are read whole, or refused with the place of what is wrong."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.reading import read_urdb, write_urdb
from penstock.engineering.tariffs.rules import Metering, RollOver
from penstock.engineering.tariffs.tariff import Commodity
from tests.unit.engineering.tariffs.small_tariffs import AFTERNOON, ALL_HOURS, document, tariff

_THREE_PERIODS = [[0] * 14 + [3] + [0] * 9] + [[0] * 24] * 11


def _tiers(*limits: float | None) -> dict[str, Any]:
    rows = [{"rate": 0.1} | ({} if limit is None else {"max": limit}) for limit in limits]
    return {"energyratestructure": [rows]}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"energyweekdayschedule": _THREE_PERIODS},
            "energyweekdayschedule[0][14] names period 3, but the last one of energyratestructure "
            "is 0. Correct the number or add the period.",
        ),
        (
            {"energyweekdayschedule": ALL_HOURS[:11]},
            "energyweekdayschedule has 11 entries; expected 12, one for each month.",
        ),
        (
            {"energyweekendschedule": [*ALL_HOURS[:11], [0] * 23]},
            "energyweekendschedule[11] has 23 entries; expected 24, one for each hour.",
        ),
        (
            {"energyweekendschedule": None, "energyratestructure": [[{"rate": 1}], [{"rate": 2}]]},
            "The tariff has 2 periods in energyratestructure and no energyweekendschedule; say "
            "when each holds.",
        ),
        (
            _tiers(500, 300, None),
            "energyratestructure[0][1] ends at 300, but the tier before it ends at 500; write "
            "limits that rise.",
        ),
        (
            _tiers(None, None),
            "energyratestructure[0][0] has no max, but 1 more follow; only the last has none.",
        ),
        (
            {"energyratestructure": [[{"rate": 0.1, "unit": "furlong"}]]},
            "energyratestructure[0][0].unit is “furlong”; expected one of: kWh, kWh daily, "
            "kWh/kW, kWh/kW daily.",
        ),
        (
            {"energyratestructure": [[{"rate": float("nan")}]]},
            "energyratestructure[0][0].rate is NaN, which is no number.",
        ),
        (
            {"energyratestructure": [[{"unit": "kWh"}]]},
            "energyratestructure[0][0] has no rate; write the price, or 0 where it is free.",
        ),
        (
            {"energyratestructure": None},
            "The tariff has no energyratestructure; it needs a price of energy.",
        ),
        (
            {"flatdemandstructure": [[{"rate": 1}]], "flatdemandunit": "kVA"},
            "flatdemandunit is “kVA”; expected one of: kW.",
        ),
        (
            {"lookbackpercent": 80},
            "lookbackpercent is 80; expected a share from 0 to 1, such as 0.8.",
        ),
        (
            {"penstock": {"credit": {}}},
            "penstock has a field “credit” that is not known; expected commodity, zone, "
            "credits, holidays, riders, power_factor, assumed, notes.",
        ),
        (
            {"penstock": {"holidays": {"days": ["some day"]}}},
            "penstock.holidays cannot be followed: “some day” is no holiday; expected one like "
            "07-04, 2026-12-24 or last Monday of May.",
        ),
        (
            {"dgrules": "Net Billing Hourly", "penstock": {"credits": {"roll_over": "kWh"}}},
            "penstock.credits.roll_over is kWh, which “Net Billing Hourly” does not count; "
            "expected dollars, paid or lost.",
        ),
        (
            {"penstock": {"commodity": "gas"}},
            "energyratestructure[0][0].unit is “kWh”; expected one of: therm, therm daily.",
        ),
    ],
)
def test_a_hole_is_one_sentence_with_its_path(fields: dict[str, Any], sentence: str) -> None:
    stated = {name: value for name, value in document(**fields).items() if value is not None}

    with pytest.raises(TariffError) as raised:
        read_urdb(stated)

    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "This is no JSON: Expecting property name enclosed in double quotes at line 1"),
        ("[" * 100_000, "The JSON is nested too deeply for a tariff."),
        ('{"a": NaN}', "The JSON holds NaN, which is no number"),
        ('{"a": 1e999999999}', "The number 1e999999999… has more digits than any price."),
        ('{"a": ' + "9" * 5000 + "}", "The number 99999999999999999999… has more digits"),
        ('{"name": 1, "name": 2}', "The JSON says “name” twice in one object"),
        ("[]", "The tariff is a list; expected an object."),
        (" " * (5 * 1024 * 1024), "The tariff is larger than 4 MiB, the most that is read."),
    ],
)
def test_what_is_no_tariff_at_all_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(TariffError) as raised:
        read_urdb(text)

    assert str(raised.value).startswith(sentence)


def test_fields_that_nobody_knows_come_back() -> None:
    stated = document(eiaid=17609, revisions=[{"date": {"$date": "2025-09-09T18:45:38Z"}}])

    assert write_urdb(read_urdb(json.dumps(stated))) == stated


def test_a_price_is_as_exact_as_it_was_written() -> None:
    found = read_urdb('{"energyratestructure": [[{"rate": 0.18081, "adj": 0.00001}]]}')

    assert found.energy.periods[0].tiers[0].price == Decimal("0.18082")


def test_fields_are_known_in_any_case() -> None:
    found = tariff(dgRules="net metering", flatDemandStructure=[[{"rate": 2}]])

    assert found.credits.metering is Metering.NET_METERING
    assert found.flat_demand is not None


def test_the_form_of_the_database_s_download_is_read() -> None:
    found = read_urdb(
        {
            "rateName": "Wrapped",
            "utilityName": "Small company",
            "effectiveDate": {"$date": "2024-01-01T08:00:00.000Z"},
            "energyRateStrux": [
                {"energyRateTiers": [{"rate": 0.1, "max": 5}, {"rate": 0.2}]},
                {"energyRateTiers": [{"rate": 0.3}]},
            ],
            "energyWeekdaySched": AFTERNOON,
            "energyWeekendSched": ALL_HOURS,
            "flatDemandStrux": [{"flatDemandTiers": [{"rate": 4}]}],
        }
    )

    assert (found.name, found.utility, found.in_force_from) == (
        "Wrapped",
        "Small company",
        date(2024, 1, 1),
    )
    assert [len(period.tiers) for period in found.energy.periods] == [2, 1]
    assert found.flat_demand is not None


def test_an_unstated_roll_over_is_said_to_be_unstated() -> None:
    found = tariff(dgrules="Net Metering")

    assert found.credits.roll_over is RollOver.KWH
    assert "does not say what becomes of unused credits" in found.notes[0]


def test_what_is_not_billed_is_said() -> None:
    found = tariff(coincidentratestructure=[[{"rate": 3}]])

    assert found.notes == (
        "Demand at the hour of the utility's own peak (coincidentratestructure) is not billed "
        "here.",
    )


@pytest.mark.parametrize(
    "name",
    [
        "PGE_BEV-2-S_2025-09-08.json",
        "Sacramento_Municipal_Utility_District_CI_TOD3_Commercial_and_Industrial_TOD_Secondary_500_999_kW.json",
    ],
)
def test_real_tariffs_come_back_as_they_were(shared_folder: Path, name: str) -> None:
    text = (shared_folder / "data" / "tariffs" / name).read_bytes()

    assert {"items": [write_urdb(read_urdb(text))]} == json.loads(text)


@pytest.mark.parametrize("label", ["RES-E", "GS-E", "GSL-E", "IND-E", "RES-G"])
def test_the_reference_company_s_tariffs_are_read(reference_company: Path, label: str) -> None:
    found = read_urdb((reference_company / "tariffs" / f"{label}.json").read_bytes())

    assert found.label == label
    assert (found.commodity is Commodity.GAS) == (label == "RES-G")


_SOMETHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
_FIELDS = st.sampled_from(
    [
        *document(),
        "items",
        "penstock",
        "startdate",
        "dgrules",
        "usenetmetering",
        "mincharge",
        "annualmincharge",
        "flatdemandstructure",
        "flatdemandmonths",
        "demandratestructure",
        "demandweekdayschedule",
        "demandwindow",
        "lookbackpercent",
        "lookbackrange",
        "lookbackmonths",
        "demandratchetpercentage",
        "energytoulabels",
        "coincidentratestructure",
    ]
)


@given(_FIELDS, _SOMETHING)
def test_whatever_a_field_holds_it_is_read_or_refused_in_words(name: str, value: Any) -> None:
    try:
        read_urdb(document(**{name: value}))
    except TariffError as error:
        assert str(error).endswith(".")  # noqa: PT017


@given(_SOMETHING, st.sampled_from(["commodity", "zone", "credits", "holidays", "riders", "notes"]))
def test_whatever_our_own_object_holds_it_is_read_or_refused_in_words(
    value: Any, name: str
) -> None:
    try:
        read_urdb(document(dgrules="Net Metering", penstock={name: value}))
    except TariffError as error:
        assert str(error).endswith(".")  # noqa: PT017


@given(st.binary(max_size=200))
def test_bytes_that_are_no_tariff_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(TariffError):
        read_urdb(content)
