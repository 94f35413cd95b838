import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.identity.guesses import beyond_guesses
from penstock.governance.identity.passwords import SHORTEST, UnfitPasswordError, require_fit


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("short", "it has 5 characters"),
        ("x" * 300, "it has 300 characters"),
        ("aaaaaaaaaaaaaaaa", "fewer than 5 different"),
        ("penstock1234567890", "a name, a row of keys or words"),
        ("Ada Lovelace", "a name, a row of keys or words"),
        ("lovelace ada 12", "a name, a row of keys or words"),
        ("passwordpassword!", "a name, a row of keys or words"),
        ("P@ssw0rd2026!", "a name, a row of keys or words"),
        ("qwertyuiop[]1", "a name, a row of keys or words"),
        ("1qaz2wsx3edc", "a name, a row of keys or words"),
        ("Summer2026!Summer2026!", "a name, a row of keys or words"),
        ("abcdef123456", "a name, a row of keys or words"),
        ("987654321zyxw", "a name, a row of keys or words"),
        ("dragonmonkey1", "a name, a row of keys or words"),
        ("QuantumEnergy26", "a name, a row of keys or words"),
        ("xyzqwxyzqwxyzqw", "a name, a row of keys or words"),
        # Full-width letters are the same letters.
        ("ｐａｓｓｗｏｒｄ1234", "a name, a row of keys or words"),
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


@given(st.permutations("bcfhjkmnruvxz -2479"))
def test_a_text_without_words_is_taken_in_any_order(letters: list[str]) -> None:
    require_fit("".join(letters), person="Leo")


@given(st.text(max_size=200))
def test_what_is_beyond_guesses_is_no_longer_than_the_password(text: str) -> None:
    assert len(beyond_guesses(text, ["Leo"])) <= len(text.casefold())
