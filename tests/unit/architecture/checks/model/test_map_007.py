from penstock.architecture.checks.model.disagreeing_maps import IdleParticipant
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    capability_catalogue,
    stage,
    stage_model,
    stream_catalogue,
)

CAPABILITIES = capability_catalogue("1 Grid", "1.1 Lines", "2 Sales")
STREAMS = stream_catalogue(
    "NCV-03: Solar", fields="**Participating Capabilities:**\n-   Grid\n-   Sales (Offers)\n"
)


def model(capabilities: str) -> str:
    return stage_model("NCV-03 Solar", stage("NCV-03.1", capabilities=capabilities))


def test_a_participant_that_no_stage_needs_is_reported_at_the_catalogue() -> None:
    [finding] = found(IdleParticipant, STREAMS, model("1.1 Lines"), capabilities=CAPABILITIES)

    assert finding.place == ("a.md", 8, 5, 0)
    assert "Capability 2 Sales takes part in NCV-03, but no stage of it needs 2" in finding.message


def test_participants_that_stages_need_are_silent() -> None:
    assert (
        found(IdleParticipant, STREAMS, model("1.1 Lines; 2 Sales"), capabilities=CAPABILITIES)
        == []
    )


def test_a_stage_table_with_references_that_lead_nowhere_proves_nothing() -> None:
    assert found(IdleParticipant, STREAMS, model("7.1 Lines"), capabilities=CAPABILITIES) == []
