"""A model written as Markdown and read again is the same model, at other places."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import to_markdown
from penstock.architecture.model import (
    Architecture,
    Capability,
    Diagram,
    Element,
    InformationItem,
    KeyMetric,
    Kind,
    OperatingModelElement,
    OrganizationUnit,
    Origin,
    Part,
    Partner,
    Policy,
    Product,
    RaciRow,
    Ref,
    Relation,
    RelationKind,
    Role,
    Stage,
    Stakeholder,
    Stated,
    System,
    ValueStream,
)
from penstock.architecture.reading import read
from penstock.kernel.places import Place
from penstock.kernel.sides import Side
from tests.architectures import ARCHITECTURES
from tests.small_company import small_company
from tests.statements import model_of, table, without_places

HERE = Place("a.md", 1)


def again(architecture: Architecture) -> Architecture:
    """Return the model that the documents written from a model state."""
    return read(Folder.from_texts(to_markdown(architecture))).architecture


def assert_same(one: Architecture, other: Architecture) -> None:
    first, second = without_places(one), without_places(other)
    assert {name: first[name] - second[name] for name in first} == {name: {} for name in first}
    assert {name: second[name] - first[name] for name in first} == {name: {} for name in first}


def test_the_small_company_comes_back_the_same() -> None:
    assert_same(again(small_company()), small_company())


def test_the_reference_company_comes_back_the_same(reference_company: Path) -> None:
    architecture = read(Folder.read(reference_company)).architecture

    assert_same(again(architecture), architecture)


def test_the_real_documents_come_back_the_same(shared_folder: Path) -> None:
    architecture = read(Folder.read(shared_folder / "documents")).architecture

    assert_same(again(architecture), architecture)


# Words as no form could mistake for its own: not empty, in one line, no white space around them.
WORDS = (
    (
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=12)
        | st.lists(
            st.sampled_from(
                [
                    *("|", "\\", "*", "**", "_", "`", "[a](b)", "[", "]", "(", ")", "<br>", "<!--"),
                    *(
                        ",",
                        ";",
                        "- ",
                        "+ ",
                        "1. ",
                        "# ",
                        "> ",
                        "~~~",
                        ":",
                        "•",
                        "=",
                        "---",
                        "&amp;",
                    ),
                    *(
                        "NCV-03",
                        "2.1 Name",
                        "RCV-01: ",
                        "Site",
                        "é",
                        "漢",
                        "𝄞",
                        " ",
                        "/",
                        " / ",
                        "{}",
                    ),
                ]
            ),
            max_size=6,
        ).map("".join)
    )
    .map(str.strip)
    .filter(bool)
)
STREAM_IDS = st.sampled_from(["AOV-01", "AOV-02", "SMV-03", "XY-09"])
SIDES = st.sampled_from([None, *Side])


def quoted(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Stated | None]:
    return st.none() | words.map(lambda text: Stated(text, HERE))


LISTS = st.lists(WORDS.map(lambda text: Stated(text, HERE)), max_size=3).map(tuple)
# What a heading says of the group below it ends where a count or a known ending begins.
GROUPS = st.just("") | WORDS.filter(
    lambda text: not text.isupper() and not re.search(r"[-–—]\s+Value Stream Mapping$", text)
)
NAMES = WORDS.filter(lambda text: not re.search(r"[-–—]\s+Stages$", text))


@st.composite
def value_streams(draw: st.DrawFn, origin: Origin) -> ValueStream:
    is_catalogued = origin is Origin.CATALOGUE
    return ValueStream(
        id=draw(STREAM_IDS),
        name=draw(NAMES),
        place=HERE,
        origin=origin,
        category=draw(GROUPS) if is_catalogued else "",
        side=draw(SIDES),
        description=Stated(draw(WORDS), HERE) if is_catalogued else draw(quoted()),
        triggering_stakeholder=draw(quoted()),
        receiving_stakeholder=draw(quoted()),
        value_proposition=draw(quoted()),
        owner=draw(quoted()),
        entry_criteria=draw(LISTS),
        exit_criteria=draw(LISTS),
        participating_capabilities=draw(LISTS),
    )


@st.composite
def stage_models(draw: st.DrawFn) -> list[Element]:
    """Return a stream with its stages, in their order."""
    stream = draw(value_streams(Origin.STAGE_MODEL))
    stages = [
        Stage(
            id=draw(WORDS),
            name=draw(st.just("") | WORDS),
            place=HERE,
            stream_id=stream.id,
            position=position,
            description=draw(quoted()),
            capabilities=draw(LISTS),
            inputs=draw(LISTS),
            outputs=draw(LISTS),
            metrics=draw(LISTS),
        )
        for position in range(1, draw(st.integers(1, 4)))
    ]
    return [stream, *stages]


@st.composite
def capabilities(draw: st.DrawFn) -> Capability:
    number = draw(st.from_regex(r"[1-9](\.[1-9]){0,2}", fullmatch=True) | WORDS)
    return Capability(
        id=number,
        name=draw(st.just("") | WORDS),
        place=HERE,
        level=number.count(".") + 1,
        parent_id=number.rpartition(".")[0],
        group=draw(st.just("") | WORDS),
        side=draw(SIDES),
        definition=draw(quoted()),
        maturity=draw(quoted()),
    )


PRODUCTS = st.builds(
    Product,
    id=WORDS,
    name=st.just("") | WORDS,
    place=st.just(HERE),
    origin=st.sampled_from([Origin.CATALOGUE, Origin.MAPPING]),
    group=GROUPS,
    side=SIDES,
    description=quoted(),
    customer=quoted(),
)


@st.composite
def registered(draw: st.DrawFn) -> Element:
    """Return an element of one of the registers in which the name is the id."""
    name, side = draw(WORDS), draw(SIDES)
    head: dict[str, Any] = {"id": name, "name": name, "place": HERE, "side": side}
    of = draw(st.sampled_from([Stakeholder, OrganizationUnit, Role, System, Partner]))
    if of is OrganizationUnit:
        return OrganizationUnit(**head, parent=draw(quoted()), reports_to=draw(quoted()))
    if of is Role:
        return Role(**head, unit=draw(quoted()), purpose=draw(quoted()))
    element: Element = of(**head, description=draw(quoted()))
    return element


METRICS = st.builds(
    KeyMetric,
    id=WORDS,
    name=WORDS,
    place=st.just(HERE),
    stream_id=st.just("") | STREAM_IDS,
    baseline=quoted(),
    target=quoted(),
    unit=quoted(),
)
POLICIES = st.builds(
    Policy, id=WORDS, name=WORDS, place=st.just(HERE), applies_to=quoted(), statement=quoted()
)
ITEMS = WORDS.map(lambda text: InformationItem(id=text, name=text, place=HERE))


@st.composite
def parts(draw: st.DrawFn) -> OperatingModelElement:
    name, part = draw(WORDS), draw(st.sampled_from(list(Part)))
    aspects = draw(LISTS) if part is Part.COMPONENT else ()
    return OperatingModelElement(
        id=name, name=name, place=HERE, part=part, description=draw(quoted()), aspects=aspects
    )


ELEMENTS = st.one_of(
    value_streams(Origin.CATALOGUE).map(lambda each: [each]),
    stage_models(),
    st.lists(
        st.one_of(capabilities(), PRODUCTS, registered(), METRICS, POLICIES, ITEMS, parts()),
        max_size=4,
    ),
)
MODELS = st.lists(ELEMENTS, max_size=4).map(
    lambda several: Architecture(elements=tuple(each for some in several for each in some))
)


def elements_of(architecture: Architecture) -> dict[str, int]:
    """Return the statements of a model, without information that stages alone imply."""
    implied = Architecture(
        elements=tuple(e for e in architecture.elements if not isinstance(e, InformationItem))
    )
    return dict(without_places(implied)["elements"])


@given(MODELS)
def test_every_statement_of_an_element_comes_back_letter_for_letter(model: Architecture) -> None:
    assert elements_of(again(model)) == elements_of(model)


@given(st.lists(ITEMS, max_size=4))
def test_every_item_of_information_comes_back(items: list[Element]) -> None:
    model = Architecture(elements=tuple(items))

    assert_same(again(model), model)


@given(MODELS)
def test_documents_written_from_documents_state_the_same_again(model: Architecture) -> None:
    once = again(model)

    assert_same(again(once), once)


@given(
    st.lists(
        st.builds(
            Diagram,
            text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
            | st.sampled_from(["```", "````\n```", "~~~", "\n", "graph LR\n  A-->B"]),
            place=st.just(HERE),
            stream_id=st.just("") | STREAM_IDS,
            purpose=quoted(),
            concerns=quoted(),
        ),
        max_size=3,
    ).map(tuple)
)
def test_every_diagram_comes_back(diagrams: tuple[Diagram, ...]) -> None:
    model = Architecture(diagrams=diagrams)

    assert_same(again(model), model)


RACI = st.builds(
    RaciRow,
    subject=st.sampled_from(["AOV-01.1", "AOV-01.2"]).map(lambda each: Ref(Kind.STAGE, each))
    | STREAM_IDS.map(lambda each: Ref(Kind.VALUE_STREAM, each)),
    letters=st.lists(st.tuples(st.sampled_from("RACI"), WORDS), max_size=4).map(tuple),
    place=st.just(HERE),
)


@given(st.lists(RACI, max_size=3).map(tuple))
def test_every_row_of_responsibilities_comes_back(rows: tuple[RaciRow, ...]) -> None:
    found = again(Architecture(raci_rows=rows))

    assert (
        without_places(found)["raci_rows"]
        == without_places(Architecture(raci_rows=rows))["raci_rows"]
    )


@st.composite
def mapped(draw: st.DrawFn) -> Relation:
    """Return a relation that a map states: what is related is told by words alone."""
    kind = draw(
        st.sampled_from([RelationKind.TAKES_PART, RelationKind.TRIGGERS, RelationKind.PARTICIPATES])
    )
    words = draw(WORDS)
    among = Kind.CAPABILITY if kind is RelationKind.TAKES_PART else Kind.STAKEHOLDER
    strength = draw(st.sampled_from(["P", "S", ""])) if kind is RelationKind.TAKES_PART else ""
    target = Ref(Kind.VALUE_STREAM, draw(STREAM_IDS))
    return Relation(kind, Ref(among, words), target, HERE, words, strength)


def told(architecture: Architecture) -> list[tuple[str, str, str]]:
    """Return target, words and strength of all relations."""
    return sorted((r.target.id, r.written, r.strength) for r in architecture.relations)


@given(st.lists(mapped(), max_size=5).map(tuple))
def test_every_relation_of_a_map_comes_back(relations: tuple[Relation, ...]) -> None:
    model = Architecture(relations=relations)

    assert told(again(model)) == told(model)


@given(ARCHITECTURES)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_model_whatever_gives_documents_that_are_read(architecture: Architecture) -> None:
    assert all(text.startswith("# ") for text in to_markdown(architecture).values())
    assert_same(again(again(again(architecture))), again(again(architecture)))


def test_every_row_of_a_register_is_a_line() -> None:
    text = to_markdown(model_of(table("Role | Side", "Planner \\| roofs | AES")))["roles.md"]

    assert "| Planner \\| roofs | Non-Regulated |  |  |" in text.splitlines()


def test_words_without_marks_stand_as_they_are() -> None:
    texts = to_markdown(small_company())

    assert "\\" not in "".join(texts.values())


@pytest.mark.parametrize("direction", ["Depends on {}.", "Feeds into {}."])
def test_a_dependency_is_told_once_in_the_document_it_was_told_in(direction: str) -> None:
    context = "**Value Stream ID:** {}\n\n## Dependencies\n\n-   {}\n"
    model = model_of(context.format("NCV-03", direction.format("AOV-04")))

    texts = "".join(to_markdown(model).values())

    assert texts.count(direction.format("AOV-04")) == 1
    assert_same(again(model), model)


def test_two_documents_about_the_stages_of_one_stream_stay_two() -> None:
    stages = "**Value Stream ID:** NCV-03\n**Name:** {}\n\n" + table(
        "Stage ID | Stage Name | Inputs", "NCV-03.1 | Survey | Request"
    )
    model = model_of(stages.format("Solar"), stages.format("Sun"))

    assert list(to_markdown(model)) == ["stages/ncv-03.md", "stages/ncv-03_2.md"]
    assert_same(again(model), model)


def test_two_statements_about_one_metric_keep_their_streams() -> None:
    text = table(
        "KPI ID | KPI | Value Stream | Target", "K1 | SAIDI | | 60", "K1 | SAIDI | AOV-04 | 60"
    )
    model = model_of(text)

    assert_same(again(model), model)


def test_no_path_leads_out_of_the_folder() -> None:
    stage = Stage(id="x", name="", place=HERE, stream_id="../../Etc/passwd", position=1)

    assert list(to_markdown(Architecture(elements=(stage,)))) == ["stages/-etc-passwd.md"]
