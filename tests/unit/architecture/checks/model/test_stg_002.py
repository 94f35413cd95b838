from penstock.architecture.checks.model.stage_ids import StageIdTwice
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model


def test_a_second_stage_with_an_id_is_reported() -> None:
    text = stage_model("NCV-03 Solar", stage("NCV-03.1", "Sell"), stage("NCV-03.1", "Build"))

    [finding] = found(StageIdTwice, text)

    assert finding.place == ("a.md", 9, 3, 1)
    assert finding.message == (
        "Stage NCV-03.1 Build is Sell already (line 8). "
        "Give one of the two stages a number of its own."
    )


def test_a_stage_table_in_two_documents_has_one_cause() -> None:
    text = stage_model("NCV-03 Solar", stage("NCV-03.1"), stage("NCV-03.2"))

    findings = found(StageIdTwice, text, text)

    assert len({finding.cause for finding in findings}) == 1
    assert [finding.place.document for finding in findings] == ["b.md", "b.md"]


def test_an_id_with_a_wrong_prefix_is_left_to_the_rule_about_prefixes() -> None:
    texts = (
        stage_model("ESV-05 Risk", stage("ESV-06.1")),
        stage_model("ESV-06 Supply", stage("ESV-06.1")),
    )

    assert found(StageIdTwice, *texts) == []
