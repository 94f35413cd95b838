"""What changed between two versions, as a picture."""

from penstock.architecture.comparing import compare
from penstock.architecture.drawing.differences import differences_map
from tests.small_company import STAGES, small_company
from tests.unit.architecture.drawing.svg_reader import links_of


def _labels(old: str = STAGES, new: str = STAGES) -> list[str]:
    before, after = small_company(stages=old), small_company(stages=new)
    svg = differences_map(before, after, compare(before, after), link=lambda ref: ref.id)
    return [label for _, label, _ in links_of(svg)] if svg else []


def test_versions_that_state_the_same_have_no_picture() -> None:
    assert _labels() == []


def test_a_stage_that_was_renamed_is_marked_and_the_others_are_as_before() -> None:
    labels = _labels(new=STAGES.replace("**Design Array**", "**Plan Array**"))

    assert "NCV-03.2 Plan Array ~ changed" in labels
    assert not any("NCV-03.1" in label and "changed" in label for label in labels)


def test_a_stage_that_came_is_marked() -> None:
    lines = [line for line in STAGES.splitlines() if "**NCV-03.3**" not in line]
    without = "\n".join(lines)

    assert any("NCV-03.3" in label and "+ added" in label for label in _labels(old=without))


def test_a_stage_that_went_stands_where_it_was_and_leads_nowhere() -> None:
    without = "\n".join(line for line in STAGES.splitlines() if "**NCV-03.3**" not in line)
    before, after = small_company(), small_company(stages=without)

    svg = differences_map(before, after, compare(before, after), link=lambda ref: ref.id)

    assert "− removed" in svg
    assert "1 stage removed" in svg
    assert not any("NCV-03.3" in label for _, label, _ in links_of(svg))
