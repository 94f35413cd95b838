import pytest

from penstock.architecture.drawing.kit.theme import RULES, TOKENS, Theme, style_of, stylesheet
from tests.unit.architecture.drawing.svg_reader import contrast, fills

LIGHT = {name: light for name, (light, _) in TOKENS.items()}
DARK = {name: dark for name, (_, dark) in TOKENS.items()}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "muted", "brand", "late", "regulated", "aes"])
def test_every_ink_can_be_read_on_the_paper(ink: str, colours: dict[str, str]) -> None:
    assert contrast(colours[ink], colours["card"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "brand"])
def test_the_words_of_the_slowest_stage_can_be_read(ink: str, colours: dict[str, str]) -> None:
    assert contrast(colours[ink], colours["slow"]) >= 4.5


@pytest.mark.parametrize("level", range(1, 6))
def test_text_on_each_level_can_be_read(level: int) -> None:
    assert contrast(LIGHT[f"on-{level}"], LIGHT[f"level-{level}"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("line", ["edge", "vermilion", "brand"])
def test_lines_that_mean_something_stand_out_from_the_paper(
    line: str, colours: dict[str, str]
) -> None:
    assert contrast(colours[line], colours["card"]) >= 3


@pytest.mark.parametrize(("mark", "ground"), [("on-solid", "solid"), ("on-pale", "pale")])
def test_marks_stand_out_from_their_cells(mark: str, ground: str) -> None:
    for colours in (LIGHT, DARK):
        assert contrast(colours[mark], colours[ground]) >= 3


def test_dark_is_for_screens_that_ask_for_it_and_never_for_paper() -> None:
    before, _, dark = style_of(Theme.AUTO).partition(
        "@media screen and (prefers-color-scheme:dark)"
    )

    assert fills(before)["ink"] == LIGHT["ink"]
    assert fills(dark)["ink"] == DARK["ink"]
    assert "@media" not in before


def test_a_dark_drawing_is_light_on_paper() -> None:
    screen, _, paper = style_of(Theme.DARK).partition("@media print")

    assert fills(screen)["card"] == DARK["card"]
    assert fills(paper)["card"] == LIGHT["card"]


def test_pages_choose_by_their_colour_scheme_and_print_light() -> None:
    screen, _, paper = stylesheet().partition("@media print")

    assert fills(screen)["ink"] == f"light-dark({LIGHT['ink']},{DARK['ink']})"
    assert fills(paper)["ink"] == LIGHT["ink"]


def test_every_class_has_a_colour_of_the_tokens() -> None:
    assert {token for uses in RULES.values() for token in uses.values()} <= set(TOKENS)
