from penstock.architecture.checks.model.stream_drift import StakeholderDrift
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, stream_catalogue, table

MAP = "| Value Stream | Triggering Stakeholder | Receiving Stakeholder |"


def catalogue(who: str) -> str:
    return stream_catalogue("NCV-03: Solar", fields=f"**Triggering Stakeholder:** {who}\n")


def model(who: str) -> str:
    fields = f"**Triggering Stakeholder:** {who}\n"
    return stage_model("NCV-03 Solar", stage("NCV-03.1"), fields=fields)


def test_a_stage_model_that_names_another_stakeholder_is_reported() -> None:
    [finding] = found(StakeholderDrift, model("Sales Team"), catalogue=catalogue("Homeowner"))

    assert finding.place == ("a.md", 5, 29, 0)
    assert finding.others == (("catalogue.md", 6, 29, 0),)
    assert finding.message == (
        "The stage model of NCV-03 gives “Sales Team” as triggering stakeholder, the catalogue "
        "gives “Homeowner” (catalogue.md:6). Let both say the same."
    )


def test_a_map_that_names_another_stakeholder_is_reported() -> None:
    mapped = table(MAP, "| NCV-03 Solar | Sales Team | Homeowner |")

    [finding] = found(StakeholderDrift, mapped, catalogue=catalogue("Homeowner"))

    assert finding.place == ("a.md", 4, 18, 2)
    assert "The map of stakeholders gives “Sales Team”" in finding.message


def test_qualifiers_and_the_order_of_several_do_not_count() -> None:
    mapped = table(MAP, "| NCV-03 Solar | Regulator; Homeowner | |")

    assert (
        found(
            StakeholderDrift,
            model("Homeowner (of the roof) / Regulator"),
            mapped,
            catalogue=catalogue("homeowner / regulator"),
        )
        == []
    )
