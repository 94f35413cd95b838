from penstock.architecture.checks.code.completeness import UnknownStageInCode
from tests.unit.architecture.checks.code.packages import BY_HAND, GOOD, QUALIFY, found


def test_a_stage_that_no_table_has_is_found() -> None:
    messages = [each.message for each in found(UnknownStageInCode, GOOD | {"NCV-03.8": QUALIFY})]

    assert len(messages) == 1
    assert (
        "names stage NCV-03.8, which the documents do not have: NCV-03 has NCV-03.1" in messages[0]
    )


def test_a_stage_of_another_stream_is_unknown_in_this_one() -> None:
    assert len(found(UnknownStageInCode, GOOD | {"AOV-04.1": BY_HAND})) == 1


def test_the_stages_of_the_table_are_known() -> None:
    assert found(UnknownStageInCode) == []
