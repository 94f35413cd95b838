"""What customers are told in Spanish: all of it, and nothing that nobody says."""

import ast
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

import penstock
from penstock.app.customer.language import ENGLISH, Line, Words, chosen, languages
from penstock.app.customer.words import YOU, CustomerWords, words_in
from penstock.kernel.sayings import Saying

SPANISH = languages()["es"]
SOURCES = Path(penstock.__file__).parent
SOLAR = "penstock.streams.ncv_03_solar_storage"


def _said_by_code() -> Iterator[str]:
    for folder in ("app/customer", "web/customers"):
        for file in sorted((SOURCES / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) in {"say", "line"}:
                    assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"
                    yield str(node.args[0].value)


def _said_by_forms() -> Iterator[str]:
    for folder in ("casework", "streams"):
        for file in sorted((SOURCES / folder).rglob("*.py")):
            if "Saying.of(" in (text := file.read_text(encoding="utf-8")):
                yield from _forms(ast.parse(text))


def _forms(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Saying.of":
            assert isinstance(node.args[0], ast.Constant), ast.unparse(node)
            yield str(node.args[0].value)


def _name(called: ast.expr) -> str:
    return str(getattr(called, "attr", "") or getattr(called, "id", ""))


def _said_by_templates() -> Iterator[str]:
    for file in sorted((SOURCES / "web/customers/templates").glob("*.html")):
        tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
        for _, _, said in extract_from_ast(tree, ("_",)):
            # Whatever else is given, the sentence comes first.
            yield str(said[0] if isinstance(said, tuple) else said)


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_no_sentence_is_missing_in_spanish_and_none_is_left_over() -> None:
    said = {*_said_by_code(), *_said_by_templates(), *_said_by_forms()}

    assert said == set(SPANISH.sentences)


def test_a_sentence_has_the_same_places_in_both_languages() -> None:
    other = {e for e, s in SPANISH.sentences.items() if _places(e) != _places(s)}

    assert other == set()


def test_a_form_is_told_in_spanish_and_stays_english_where_it_is_not_known() -> None:
    known = Saying.of("All {count} together: {energy} kWh.", count=2, energy="4.0")
    other = Saying.of("{device} hums.", device="Hub")

    assert _text(SPANISH.tell(known)) == "Los 2 juntos: 4.0 kWh."
    assert SPANISH.tell(other) == (Words("Hub"), Words(" hums.", "en"))
    assert ENGLISH.tell(other) == (Words("Hub"), Words(" hums."))


def _text(line: Line) -> str:
    assert not any(each.code for each in line)
    return "".join(each.text for each in line)


def _keys(words: CustomerWords) -> dict[str, object]:
    tables = (words.stages, words.items, words.roles, words.happened, words.documents)
    named = dict(enumerate(map(set, (*tables, words.data, words.purposes))))
    return {"tables": named, "consents": [each.key for each in words.consents]}


def test_what_a_stream_says_is_all_there_in_spanish() -> None:
    table = files(SOLAR).joinpath("customer.es.toml").read_text(encoding="utf-8")
    english, spanish = words_in(SOLAR), words_in(SOLAR, "es")

    assert _keys(english) == _keys(spanish)
    for name in ("stages", "items", "roles", "happened", "documents", "data", "purposes"):
        ours, theirs = getattr(english, name), getattr(spanish, name)
        assert [key for key in ours if ours[key] == theirs[key]] == [], name
        assert all(f'"{key}"' in table or f"\n{key} =" in table for key in ours)
    assert {e.title for e in english.consents}.isdisjoint({s.title for s in spanish.consents})


def test_who_acts_is_the_same_in_both_languages() -> None:
    english, spanish = words_in(SOLAR), words_in(SOLAR, "es")

    yours = {name for name, told in english.items.items() if told.who == YOU}
    assert yours == {name for name, told in spanish.items.items() if told.who == YOU}
    assert yours


@pytest.mark.parametrize(
    ("wishes", "accepted", "code"),
    [
        ((), "", "en"),
        ((), "es-MX,es;q=0.9,en;q=0.5", "es"),
        ((), "de-DE, en;q=0.4, es;q=0.8", "es"),
        ((), "es;q=0, en", "en"),
        ((), "fr;q=none, ;;;", "en"),
        (("", "es"), "en", "es"),
        (("en", "es"), "es", "en"),
        (("xx",), "es", "es"),
    ],
)
def test_a_language_is_that_chosen_or_that_of_the_browser(
    wishes: tuple[str, ...], accepted: str, code: str
) -> None:
    assert chosen(*wishes, accepted=accepted).code == code


def test_a_day_is_unambiguous_in_both_languages() -> None:
    day = date(2026, 11, 2)

    assert (ENGLISH.day(day), SPANISH.day(day)) == ("2 Nov 2026", "2 nov 2026")
    assert (ENGLISH.weekday(day), SPANISH.weekday(day)) == (
        "Monday, 2 Nov 2026",
        "lunes, 2 nov 2026",
    )


def test_a_stream_without_words_is_told_by_its_documents() -> None:
    words = words_in("", "es")

    assert words.item("Site survey").what == "Preparamos «Site survey»."
    assert words.stage("NCV-01.1", "Assess").name == "Assess"
