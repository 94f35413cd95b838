from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.pictures.text import (
    CAPTION,
    FONTS,
    NAME,
    Font,
    balanced,
    printable,
    width_of,
    wrapped,
)

TEXTS = st.text(max_size=80)
WIDTHS = st.floats(min_value=40, max_value=400)


def test_a_wide_letter_is_wider_than_a_narrow_one() -> None:
    assert width_of("m", CAPTION) > 2 * width_of("i", CAPTION)


def test_bold_text_is_wider() -> None:
    assert width_of("Interconnection", NAME) > width_of(
        "Interconnection", NAME._replace(weight=400)
    )


def test_marks_of_a_letter_take_no_room() -> None:
    assert width_of("n\u0303", CAPTION) == width_of("n", CAPTION)


def test_characters_of_other_scripts_are_taken_as_wide() -> None:
    assert width_of("電", CAPTION) == 12
    assert width_of("ж", CAPTION) > width_of("x", CAPTION)


def test_a_text_that_fits_stays_on_one_line() -> None:
    assert wrapped("Design array", NAME, 120) == ("Design array",)


def test_a_word_that_is_too_long_breaks_after_its_hyphen() -> None:
    assert wrapped("Non-Regulated", NAME, 70) == ("Non-", "Regulated")


def test_a_word_without_a_break_is_broken_where_the_line_ends() -> None:
    lines = wrapped("Interconnection", NAME, 60)

    assert len(lines) == 2
    assert "".join(lines) == "Interconnection"


def test_a_letter_is_not_parted_from_its_accent() -> None:
    lines = wrapped("e\u0301" * 12, CAPTION, 40)

    assert all(line.startswith("e") for line in lines)


def test_balanced_lines_leave_no_single_word_behind() -> None:
    words = "Energy independence and lower costs through power from one's own roof"
    width = width_of(words, CAPTION) - 5

    assert len(wrapped(words, CAPTION, width)[-1].split()) == 1
    assert len(balanced(words, CAPTION, width)[-1].split()) > 3


@given(TEXTS, WIDTHS, st.sampled_from(FONTS))
def test_lines_joined_are_the_text(text: str, width: float, font: Font) -> None:
    assert "".join(wrapped(text, font, width)) == " ".join(printable(text).split())


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_allowed(text: str, width: float) -> None:
    for line in wrapped(text, CAPTION, width):
        assert width_of(line.rstrip(), CAPTION) <= width


@given(TEXTS, WIDTHS)
def test_balancing_takes_no_more_lines(text: str, width: float) -> None:
    assert len(balanced(text, CAPTION, width)) == len(wrapped(text, CAPTION, width))
