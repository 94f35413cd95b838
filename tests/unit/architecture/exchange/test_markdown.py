"""A model written as Markdown and read again is the same model, at other places."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import to_markdown
from penstock.architecture.model import (
    Architecture,
    Diagram,
    Kind,
    RaciRow,
    Ref,
    Relation,
    RelationKind,
    Stage,
)
from penstock.architecture.reading import read
from tests.architectures import ARCHITECTURES
from tests.small_company import small_company
from tests.statements import model_of, table, without_places
from tests.written_again import HERE, STREAM_IDS, WORDS, again, assert_same, quoted


def test_the_small_company_comes_back_the_same() -> None:
    assert_same(again(small_company()), small_company())


def test_the_reference_company_comes_back_the_same(reference_company: Path) -> None:
    architecture = read(Folder.read(reference_company)).architecture

    assert_same(again(architecture), architecture)


def test_the_real_documents_come_back_the_same(shared_folder: Path) -> None:
    architecture = read(Folder.read(shared_folder / "documents")).architecture

    assert_same(again(architecture), architecture)


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
