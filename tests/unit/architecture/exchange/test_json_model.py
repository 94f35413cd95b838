"""JSON holds the whole model, and gives back the same one or a sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import NoModelError, from_json, to_json
from penstock.architecture.model import Architecture, Mention, ValueStream
from penstock.architecture.reading import read
from penstock.kernel.places import Place
from tests.architectures import ARCHITECTURES
from tests.small_company import small_company
from tests.statements import model_of


def assert_comes_back(architecture: Architecture) -> None:
    again = from_json(to_json(architecture))

    assert again == architecture
    # Named tuples equal plain ones; their text tells them apart.
    assert repr(again) == repr(architecture)
    assert repr(again.mentions) == repr(architecture.mentions)


@given(ARCHITECTURES)
def test_any_model_comes_back_the_same(architecture: Architecture) -> None:
    assert_comes_back(architecture)


def test_the_real_documents_come_back_the_same(shared_folder: Path) -> None:
    assert_comes_back(read(Folder.read(shared_folder / "documents")).architecture)


def test_the_reference_company_comes_back_the_same(reference_company: Path) -> None:
    assert_comes_back(read(Folder.read(reference_company)).architecture)


def test_an_empty_model_comes_back_empty() -> None:
    assert from_json(to_json(Architecture())) == Architecture()


def test_statements_that_contradict_each_other_are_both_there() -> None:
    text = "### NCV-03: {}\n\n**Description:** Words.\n"
    architecture = model_of(text.format("Solar"), text.format("Wind"))

    names = [each["name"] for each in json.loads(to_json(architecture))["elements"]]

    assert names == ["Solar", "Wind"]


def test_every_statement_has_its_place() -> None:
    document = json.loads(to_json(model_of("### NCV-03: Solar\n\n**Description:** Words.\n")))

    assert document["elements"][0]["place"] == {"column": 5, "document": "a.md", "line": 1}


def test_a_field_with_its_usual_value_is_left_out() -> None:
    document = json.loads(to_json(model_of("### ESX-03: Solar\n\n**Description:** Words.\n")))

    assert document["elements"][0].keys() == {"kind", "id", "name", "place", "description"}


@given(ARCHITECTURES)
def test_the_same_model_gives_the_same_text(architecture: Architecture) -> None:
    assert to_json(architecture) == to_json(from_json(to_json(architecture)))


def test_letters_of_all_scripts_are_readable() -> None:
    element = ValueStream(id="NCV-03", name="Überschuß 漢", place=Place("a.md", 1))

    assert "Überschuß 漢" in to_json(Architecture(elements=(element,)))


def test_a_field_may_be_null_where_there_is_nothing_to_say() -> None:
    text = to_json(small_company()).replace('"id": "NCV-03"', '"id": "NCV-03", "side": null', 1)

    assert isinstance(from_json(text), Architecture)


def complaint(change: dict[str, object]) -> str:
    """Return what is said of a model with one mention after a change of that mention."""
    document = json.loads(to_json(Architecture(mentions=(MENTION,))))
    document["mentions"][0] |= change
    with pytest.raises(NoModelError) as caught:
        from_json(json.dumps(document))
    return str(caught.value)


MENTION = Mention(ValueStream(id="NCV-03", name="", place=Place("a.md", 1)).ref, "S", Place("a", 1))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": 3}, "mentions[0].name: expected text, found 3."),
        ({"name": None}, "mentions[0].name: expected text, found null."),
        ({"hue": "red"}, "mentions[0]: expected only the fields ref, name, place, found 'hue'."),
        ({"place": {"line": 1}}, "mentions[0].place: expected a field 'document', found none."),
        (
            {"place": {"document": "a.md", "line": True}},
            "mentions[0].place.line: expected a whole number, found true.",
        ),
        ({"place": []}, "mentions[0].place: expected an object, found a list of 0."),
    ],
)
def test_a_wrong_value_is_told_with_its_way_through_the_file(
    change: dict[str, object], sentence: str
) -> None:
    assert complaint(change) == sentence


@pytest.mark.parametrize(
    ("element", "sentence"),
    [
        ("3", "elements[0]: expected an object with a field 'kind', found 3."),
        ("{}", "elements[0]: expected an object with a field 'kind', found an object."),
        ('{"kind": "capability"}', "elements[0]: expected a field 'id', found none."),
    ],
)
def test_a_wrong_element_is_told_with_its_number(element: str, sentence: str) -> None:
    head = '{"format": "penstock architecture", "version": 1, "elements": '
    with pytest.raises(NoModelError) as caught:
        from_json(f"{head}[{element}]}}")

    assert str(caught.value) == sentence


def test_an_unknown_kind_is_told_with_all_that_are_known() -> None:
    text = to_json(small_company()).replace('"value-stream"', '"value-chain"')

    with pytest.raises(NoModelError, match=r"one of 'value-stream', .*, found 'value-chain'\.$"):
        from_json(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This is no JSON: Expecting value at line 1, column 1."),
        ("[1]", "Expected a model with \"format\": 'penstock architecture', found a list of 1."),
        ('{"format": "x"}', "found 'x'"),
        ('{"format": "penstock architecture", "version": 2}', "version 2 of its format"),
        ("[" * 100_000, "nested deeper than a model ever is"),
        ('{"version": ' + "1" * 5000 + "}", "This JSON cannot be read"),
    ],
)
def test_a_file_that_is_no_model_is_told_what_it_lacks(text: str, sentence: str) -> None:
    with pytest.raises(NoModelError) as caught:
        from_json(text)

    assert sentence in str(caught.value)


@given(st.text() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_other_text_is_an_error_and_nothing_else(value: object) -> None:
    with pytest.raises(NoModelError):
        from_json(value if isinstance(value, str) else json.dumps(value))


@given(ARCHITECTURES, st.data())
def test_a_model_cut_short_is_an_error(architecture: Architecture, data: st.DataObject) -> None:
    text = to_json(architecture).rstrip()

    with pytest.raises(NoModelError):
        from_json(text[: data.draw(st.integers(0, len(text) - 1))])
