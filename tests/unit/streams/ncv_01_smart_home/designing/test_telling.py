"""What customers read of the catalogue, in other languages than English."""

import pytest

from penstock.streams.ncv_01_smart_home.designing.reading import HomeCatalogueError
from penstock.streams.ncv_01_smart_home.designing.telling import read_sentences, sentences_of
from tests.unit.streams.ncv_01_smart_home.homes import CATALOGUE, catalogue

SPANISH = CATALOGUE.with_suffix(".es.toml").read_text(encoding="utf-8")


def test_no_sentence_of_the_catalogue_that_ships_is_missing_in_spanish() -> None:
    found = read_sentences(SPANISH, file="catalogue.es.toml")

    assert sentences_of(catalogue()) - set(found) == set()


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("[sentences", "it is no TOML"),
        ('"Hub" = "Concentrador"', r"it has no table \[sentences\]"),
        ('sentences = "Hub"', r"it has no table \[sentences\]"),
        ("[sentences]\nHub = 3", "“Hub” is 3; write the sentence in quotation marks"),
        ('[sentences]\nHub = " "', "“Hub” is ' '; write the sentence"),
        ('[sentences]\nHub = "Concentrador"\n[words]', "it says “words”"),
    ],
)
def test_a_file_that_holds_anything_but_sentences_is_told(text: str, because: str) -> None:
    with pytest.raises(HomeCatalogueError, match=because):
        read_sentences(text, file="catalogue.es.toml")


def test_all_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(HomeCatalogueError) as caught:
        read_sentences("[sentences]\nHub = 3\nPlug = 4\n[words]", file="catalogue.es.toml")

    assert len(caught.value.problems) == 3
