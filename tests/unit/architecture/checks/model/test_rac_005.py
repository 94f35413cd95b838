from penstock.architecture.checks.model.raci import MatrixAndStages
from tests.rules import found
from tests.unit.architecture.checks.model.texts import raci, stage, stage_model


def model(*rows: str) -> str:
    matrix = raci(*(f"| {row} | Installer | Head | | |" for row in rows))
    return stage_model("NCV-03 Solar", stage("NCV-03.1", "Sell"), stage("NCV-03.2"), more=matrix)


def test_a_stage_without_a_row_is_reported_at_the_stage() -> None:
    [finding] = found(MatrixAndStages, model("NCV-03.2"))

    assert finding.place == ("a.md", 8, 3, 1)
    assert finding.message == (
        "Stage NCV-03.1 Sell has no row in the responsibility matrix (line 14). Add one."
    )


def test_a_row_without_a_stage_is_reported_at_the_row() -> None:
    [finding] = found(MatrixAndStages, model("NCV-03.1", "NCV-03.2", "NCV-03.3"))

    assert finding.place == ("a.md", 16, 3, 1)
    assert "The matrix has a row for NCV-03.3, which no stage table has." in finding.message


def test_a_matrix_with_every_stage_is_silent() -> None:
    assert found(MatrixAndStages, model("NCV-03.1", "NCV-03.2")) == []


def test_streams_without_a_matrix_or_without_stages_are_silent() -> None:
    assert found(MatrixAndStages, model()) == []
    assert found(MatrixAndStages, raci("| NCV-09.1 | Installer | Head | | |")) == []
