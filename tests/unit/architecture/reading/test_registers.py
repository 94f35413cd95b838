"""Registers: organisation, roles, stakeholders, systems, partners, key metrics, rules."""

from penstock.architecture.model import (
    KeyMetric,
    OrganizationUnit,
    Partner,
    Policy,
    RelationKind,
    Role,
    Stakeholder,
    System,
)
from penstock.kernel.sides import Side
from tests.statements import model_of, related, table


def test_units_have_a_parent_a_side_and_a_head() -> None:
    text = table("Unit Name | Parent | Side | Reports To", "Grid | Operations | Regulated | COO")
    architecture = model_of(text)

    (unit,) = architecture.stated(OrganizationUnit)

    assert (unit.id, unit.side) == ("Grid", Side.REGULATED)
    assert related(architecture, RelationKind.PART_OF) == [("Grid", "Operations")]
    assert related(architecture, RelationKind.REPORTS_TO) == [("Grid", "COO")]


def test_roles_belong_to_a_unit() -> None:
    text = table("Role | Side | Organization Unit | Purpose", "Planner | AES | Solar | Plans.")
    architecture = model_of(text)

    (role,) = architecture.stated(Role)

    assert (role.id, role.side) == ("Planner", Side.NON_REGULATED)
    assert related(architecture, RelationKind.BELONGS_TO) == [("Planner", "Solar")]


def test_stakeholders_have_a_description() -> None:
    (found,) = model_of(table("Stakeholder | Side | Description", "City | | Permits.")).stated(
        Stakeholder
    )

    assert found.side is None
    assert found.description is not None
    assert found.description.text == "Permits."


def test_systems_support_capabilities_streams_and_products() -> None:
    text = table(
        "System | Side | Description | Supports",
        "SCADA | Regulated | Watches. | 2.1 Grid control; AOV-04 Delivery; ELEC-RES-001",
    )
    architecture = model_of(text)

    (system,) = architecture.stated(System)

    assert system.name == "SCADA"
    assert sorted(related(architecture, RelationKind.SUPPORTS)) == [
        ("SCADA", "2.1"),
        ("SCADA", "AOV-04"),
        ("SCADA", "ELEC-RES-001"),
    ]


def test_partners_have_a_kind() -> None:
    text = table("Partner | Kind | Side | Supports", "Roofer Ltd | Installer | AES | NCV-03")
    architecture = model_of(text)

    (partner,) = architecture.stated(Partner)

    assert partner.description is not None
    assert partner.description.text == "Installer"
    assert related(architecture, RelationKind.SUPPORTS) == [("Roofer Ltd", "NCV-03")]


def metric(*rows: str) -> KeyMetric:
    (found,) = model_of(table(*rows)).stated(KeyMetric)
    return found


def test_a_metric_has_baseline_target_and_unit() -> None:
    found = metric(
        "KPI ID | KPI | Value Stream | Baseline | Target 2030 | Unit",
        "K1 | SAIDI | AOV-04 | 90 | 60 | min",
    )

    values = [each.text for each in (found.baseline, found.target, found.unit) if each]
    assert (found.id, found.stream_id, values) == ("K1", "AOV-04", ["90", "60", "min"])


def test_a_metric_without_an_id_is_told_apart_by_its_stream() -> None:
    assert metric("Metric | Value Stream | Target", "SAIDI | AOV-04 | 60").id == "AOV-04 SAIDI"


def test_a_metric_without_id_and_stream_is_called_by_its_name() -> None:
    assert metric("Key Performance Indicator | Baseline", "SAIDI | 90").id == "SAIDI"


def test_a_metric_measures_its_stream() -> None:
    text = table("KPI | Value Stream | Target", "SAIDI | AOV-04 Delivery | 60")

    assert related(model_of(text), RelationKind.MEASURES) == [("AOV-04 SAIDI", "AOV-04")]


def test_rules_govern_what_they_apply_to_by_id_or_number() -> None:
    text = table(
        "Rule ID | Rule | Applies To | Statement",
        "BR-1 | No sharing | NCV-03; 2.1 Billing; all staff | Data stays.",
    )
    architecture = model_of(text)

    (policy,) = architecture.stated(Policy)

    assert (policy.id, policy.name) == ("BR-1", "No sharing")
    assert sorted(related(architecture, RelationKind.GOVERNS)) == [
        ("BR-1", "2.1"),
        ("BR-1", "NCV-03"),
    ]


def test_a_table_of_other_things_states_nothing() -> None:
    assert model_of(table("Colour | Weight", "red | 3")).elements == ()
