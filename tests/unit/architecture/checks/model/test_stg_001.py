from penstock.architecture.checks.model.stage_ids import StageIdOfAnotherStream
from tests.rules import found, repaired
from tests.unit.architecture.checks.model.texts import raci, stage, stage_model

MODEL = stage_model("ESV-05 Risk", stage("ESV-05.1", "Frame"), stage("ESV-06.2", "Report"))


def test_a_prefix_of_another_stream_is_reported_and_the_right_id_named() -> None:
    [finding] = found(StageIdOfAnotherStream, MODEL)

    assert finding.place == ("a.md", 9, 3, 1)
    assert finding.message == (
        "Stage ESV-06.2 stands in the stage table of ESV-05, so its ID should begin with ESV-05. "
        "Write ESV-05.2."
    )


def test_the_repair_rewrites_the_id_in_the_stage_table_and_the_matrix_and_nothing_else() -> None:
    text = MODEL + raci("| ESV-06.2 | Planner | Head | | |") + "\nESV-06.2 is elsewhere.\n"

    mended = repaired(StageIdOfAnotherStream, text)["a.md"]

    assert mended == text.replace("**ESV-06.2**", "**ESV-05.2**").replace(
        "| ESV-06.2 |", "| ESV-05.2 |"
    )
    assert found(StageIdOfAnotherStream, mended) == []


def test_an_id_that_is_taken_is_not_repaired() -> None:
    text = stage_model("ESV-05 Risk", stage("ESV-05.2"), stage("ESV-06.2"))

    [finding] = found(StageIdOfAnotherStream, text)

    assert finding.fix is None
    assert "ESV-05.2 is the ID of another stage; decide." in finding.message


def test_a_document_of_two_streams_leaves_doubt() -> None:
    text = MODEL + stage_model("ESV-06 Supply", stage("ESV-06.1"))

    assert all(finding.fix is None for finding in found(StageIdOfAnotherStream, text))


def test_stages_of_their_own_stream_are_silent() -> None:
    text = stage_model("ESV-05 Risk", stage("ESV-05.1"), stage("ESV-05.2"))

    assert found(StageIdOfAnotherStream, text) == []
