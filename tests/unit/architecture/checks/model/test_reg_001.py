from penstock.architecture.checks.model.duplicates import RegisteredTwice
from tests.rules import found
from tests.unit.architecture.checks.model.texts import roles, table


def test_a_role_that_is_there_twice_is_reported() -> None:
    [finding] = found(
        RegisteredTwice, roles("| Planner | regulated | | |", "| Planner | enterprise | | |")
    )

    assert finding.place == ("a.md", 6, 3, 1)
    assert finding.message == (
        "Role Planner is catalogued a second time; the first entry is line 5. "
        "Keep one entry, or give the other an ID of its own."
    )


def test_a_metric_id_of_two_metrics_is_reported() -> None:
    text = table(
        "| KPI ID | KPI | Baseline | Target |", "| K-1 | Cost | 1 | 2 |", "| K-1 | Time | 1 | 2 |"
    )

    [finding] = found(RegisteredTwice, text)

    assert finding.message.startswith("Metric K-1 is catalogued a second time")


def test_registers_that_name_each_thing_once_are_silent() -> None:
    systems = table("| System | Side | Description |", "| Planner | regulated | A program. |")

    assert found(RegisteredTwice, roles("| Planner | regulated | | |"), systems) == []
