import pytest

from penstock.architecture.checks.model.numbering import GapInStageNumbers
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model


def model(*numbers: int) -> str:
    return stage_model("NCV-03 Solar", *(stage(f"NCV-03.{number}") for number in numbers))


@pytest.mark.parametrize(
    ("numbers", "line", "sentence"),
    [
        ((1, 2, 4), 10, "Stage NCV-03.4 follows NCV-03.2; NCV-03.3 is missing. Add"),
        ((1, 4, 5), 9, "Stage NCV-03.4 follows NCV-03.1; NCV-03.2 and NCV-03.3 are missing. Add"),
        ((2, 3), 8, "Stage NCV-03.2 comes first; NCV-03.1 is missing. Add the missing stage"),
        ((1, 3, 2), 10, "Stage NCV-03.2 stands behind NCV-03.3. Put the stages in the order"),
        ((1, 9), 9, "NCV-03.2, NCV-03.3, NCV-03.4, NCV-03.5 and 3 others are missing."),
    ],
)
def test_a_gap_or_a_step_back_is_reported(
    numbers: tuple[int, ...], line: int, sentence: str
) -> None:
    [finding] = found(GapInStageNumbers, model(*numbers))

    assert finding.place.line == line
    assert sentence in finding.message


@pytest.mark.parametrize("numbers", [(1,), (1, 2, 3), (1, 2, 2, 3), tuple(range(1, 12))])
def test_numbers_in_order_are_silent(numbers: tuple[int, ...]) -> None:
    assert found(GapInStageNumbers, model(*numbers)) == []
