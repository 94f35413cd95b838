import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

from penstock.streams.ncv_03_solar_storage.currents import breaker_a
from penstock.streams.ncv_03_solar_storage.drawings import (
    equipment_part,
    one_line,
    one_line_part,
    site_plan_part,
    strings_part,
)
from tests.solar_permits import SITE
from tests.solar_sales import bill_of_materials, system_design


def words(svg: str) -> str:
    return " ".join("".join(ET.fromstring(svg).itertext()).split())


def test_a_one_line_diagram_goes_from_the_roof_to_the_utility() -> None:
    said = words(one_line(system_design(), SITE).svg())

    order = ["Modules", "Rapid shutdown", "DC disconnect", "Inverter", "AC disconnect"]
    order += ["Breaker", "Main panel", "Utility meter", "Utility"]
    places = [said.index(each, said.index("breaker.") + 8) for each in order]
    assert places == sorted(places)


def test_a_disconnect_bears_at_least_what_the_strings_give() -> None:
    said = words(one_line(system_design(), SITE).svg())

    assert "408 V dc, 18 A or more" in " ".join(said.split())


def test_a_battery_hangs_below_the_inverter_where_there_is_one() -> None:
    assert "Home battery" in words(one_line(system_design(), SITE).svg())
    assert "Battery" not in words(one_line(system_design(battery=None), SITE).svg())


def test_the_breaker_is_the_next_standard_one_above_a_quarter_more() -> None:
    assert breaker_a(system_design(), SITE) == 60


def test_a_three_phase_service_takes_a_smaller_breaker() -> None:
    site = replace(SITE, service_phases=3, service_voltage_v=Decimal(480))

    assert breaker_a(system_design(), site) == 20


def test_an_export_limit_stands_at_the_utility() -> None:
    said = words(one_line(system_design(export_limit_kw=Decimal(5)), SITE).svg())

    assert "export up to 5 kW" in said


def test_the_string_calculation_names_the_cold_that_it_was_made_for() -> None:
    part = strings_part(system_design())

    assert part.tables[0].rows[0] == ("south", "1", "1 × 10", "408.0 V", "262.0 V", "17.1 A")
    # 408 V = 10 · 37.1 V · (1 - 0.0026 (T - 25)).
    assert "here for -13.4 °C" in part.notes[0]


def test_every_part_is_on_the_equipment_list() -> None:
    rows = equipment_part(bill_of_materials()).tables[0].rows

    assert [each[1] for each in rows] == ["PV-EXAMPLE-400", "INV-EXAMPLE-10"]


def test_a_site_plan_without_a_roof_is_empty() -> None:
    assert site_plan_part(system_design(), "12 Example Lane").is_empty


def test_the_busbar_is_told_beside_its_limit() -> None:
    part = one_line_part(system_design(), SITE, one_line(system_design(), SITE))

    assert any("112 % of 225 A are taken, 120 % may be" in each for each in part.notes)


def test_every_circuit_has_a_conductor_that_bears_it() -> None:
    part = one_line_part(system_design(), SITE, one_line(system_design(), SITE))

    assert part.tables[0].rows == (
        # 12 AWG: 25 A for 125 % of it, and 30 A · 0.87 · 0.8 with four together at 45 °C.
        ("south, tracker 1", "17.1 A", "12 AWG", "12 AWG", "21 A"),
        ("south, tracker 2", "17.1 A", "12 AWG", "12 AWG", "21 A"),
        ("Inverter output to panel", "41.7 A", "6 AWG", "10 AWG", "65 A"),
    )


def test_a_circuit_beyond_the_tables_is_left_to_an_engineer() -> None:
    design = system_design(power_kw_ac=Decimal(1000))

    part = one_line_part(design, SITE, one_line(design, SITE))

    assert part.tables[0].rows[-1][2] == "to be engineered"
