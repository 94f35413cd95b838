import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from penstock.governance.identity.passwords import SHORTEST, UnfitPasswordError, require_fit


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("short", "it has 5 characters"),
        ("x" * 300, "it has 300 characters"),
        ("aaaaaaaaaaaaaaaa", "fewer than 5 different"),
        ("penstock1234567890", "a name or a word"),
        ("Ada Lovelace", "a name or a word"),
        ("lovelace ada 12", "a name or a word"),
        ("passwordpassword!", "a name or a word"),
        # Full-width letters are the same letters.
        ("ｐａｓｓｗｏｒｄ1234", "a name or a word"),
    ],
)
def test_what_is_guessed_first_is_not_taken_and_not_repeated(password: str, because: str) -> None:
    with pytest.raises(UnfitPasswordError, match=because) as unfit:
        require_fit(password, person="Ada Lovelace")

    assert password not in str(unfit.value)


@pytest.mark.parametrize(
    "password", ["seven quiet otters", "Ünü nö, was für ein Tag!", "qX7!mK2$vB9@"]
)
def test_any_characters_are_taken_that_are_enough(password: str) -> None:
    require_fit(password, person="Ada Lovelace")


@given(st.text(max_size=SHORTEST - 1))
def test_nothing_that_is_too_short_is_taken(password: str) -> None:
    with pytest.raises(UnfitPasswordError):
        require_fit(password, person="Ada")


@given(st.text("bcfghjkmnruvxyz -0123456789", min_size=SHORTEST, max_size=200))
def test_a_random_text_of_enough_characters_is_taken(password: str) -> None:
    assume(len(set(password)) > 4 and "1234567890" not in password)

    require_fit(password, person="Leo")
