"""Whatever things are called, drawings stay well-formed and their words inside their shapes."""

import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.architecture.drawing import (
    Band,
    Options,
    capability_heat_map,
    cross_map_matrix,
    enterprise_map,
    operating_model,
    value_stream_map,
)
from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    KeyMetric,
    Kind,
    OperatingModelElement,
    OrganizationUnit,
    Part,
    Product,
    Ref,
    Relation,
    RelationKind,
    Stage,
    Stated,
    ValueStream,
)
from penstock.kernel.places import Place
from penstock.kernel.sides import Side
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of

PLACE = Place("any.md", 1)
SENTENCES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.sampled_from(
        ["<b>&amp;", '"quoted"', "]]>", "Donaudampfschifffahrtsgesellschaft", "電力"]
    ),
    max_size=8,
).map(" ".join)
SIDES = st.sampled_from([None, *Side])
EVERYTHING = Options(show=frozenset(Band))


@st.composite
def architectures(draw: st.DrawFn) -> Architecture:
    """Draw a company whose every name and sentence is arbitrary."""
    elements: list[Element] = [
        ValueStream(
            id="NCV-01",
            name=draw(SENTENCES),
            place=PLACE,
            category=draw(SENTENCES),
            side=draw(SIDES),
            triggering_stakeholder=draw(stated()),
            receiving_stakeholder=draw(stated()),
            value_proposition=draw(stated()),
            entry_criteria=tuple(draw(st.lists(words(), max_size=3))),
        )
    ]
    stages = [_stage(number, draw) for number in range(1, draw(st.integers(1, 11)))]
    elements += stages
    elements += [
        Capability(id=id_, name=draw(SENTENCES), place=PLACE, level=level, parent_id=parent)
        for id_, level, parent in (("1", 1, ""), ("1.1", 2, "1"), ("1.2", 2, "1"))
    ]
    elements.append(Product(id="A-B-001", name=draw(SENTENCES), place=PLACE, group=draw(SENTENCES)))
    elements.append(
        KeyMetric(
            id="KPI", name=draw(SENTENCES), place=PLACE, stream_id="NCV-01", unit=draw(stated())
        )
    )
    elements += [
        OperatingModelElement(
            id=f"part {part}",
            name=draw(SENTENCES),
            place=PLACE,
            part=part,
            description=draw(stated()),
        )
        for part in Part
    ]
    unit = draw(SENTENCES.filter(bool))
    elements.append(OrganizationUnit(id=unit, name=unit, place=PLACE, side=Side.REGULATED))
    return Architecture(elements=tuple(elements), relations=_relations(stages))


def stated() -> st.SearchStrategy[Stated | None]:
    return st.none() | words()


def words() -> st.SearchStrategy[Stated]:
    return SENTENCES.map(lambda text: Stated(text, PLACE))


def _stage(number: int, draw: st.DrawFn) -> Stage:
    several = st.lists(words(), max_size=2).map(tuple)
    return Stage(
        id=f"NCV-01.{number}",
        name=draw(SENTENCES),
        place=PLACE,
        stream_id="NCV-01",
        position=number,
        capabilities=draw(several),
        inputs=draw(several),
        metrics=draw(several),
    )


def _relations(stages: list[Stage]) -> tuple[Relation, ...]:
    product, stream = Ref(Kind.PRODUCT, "A-B-001"), Ref(Kind.VALUE_STREAM, "NCV-01")
    enables = [
        Relation(RelationKind.ENABLES, Ref(Kind.CAPABILITY, text), stage.ref, PLACE, text)
        for stage in stages
        for text, _ in stage.capabilities
    ]
    return (Relation(RelationKind.DELIVERS, stream, product, PLACE), *enables)


def pictures(model: Architecture) -> list[str]:
    def address(ref: Ref) -> str:
        return f"#{ref.id}"

    return [
        value_stream_map(model, "NCV-01", EVERYTHING, address),
        enterprise_map(model, EVERYTHING, address),
        capability_heat_map(model, EVERYTHING, address),
        cross_map_matrix(model, Kind.PRODUCT, Kind.VALUE_STREAM, EVERYTHING, address),
        cross_map_matrix(model, Kind.CAPABILITY, Kind.STAGE, EVERYTHING, address),
        operating_model(model, EVERYTHING, address),
    ]


@settings(max_examples=40)
@given(architectures())
def test_every_drawing_is_well_formed(model: Architecture) -> None:
    for svg in pictures(model):
        assert ET.fromstring(svg).tag.endswith("svg")


@settings(max_examples=40)
@given(architectures())
def test_no_words_leave_their_shape(model: Architecture) -> None:
    for svg in pictures(model):
        assert [line.text for line in lines_of(svg) if line.leaves_its_shape] == []


def test_no_words_stand_under_a_stakeholder_with_a_long_name() -> None:
    name = Stated(f"0 {'0' * 11} {'0' * 44} 0", PLACE)
    stream = ValueStream(id="NCV-01", name="", place=PLACE, receiving_stakeholder=name)
    stage = Stage(id="NCV-01.1", name="", place=PLACE, stream_id="NCV-01", position=1)

    svg = value_stream_map(Architecture(elements=(stream, stage)), "NCV-01", EVERYTHING)

    assert [line.text for line in lines_of(svg) if line.leaves_its_shape] == []


@settings(max_examples=40)
@given(architectures())
def test_every_link_is_labelled_with_what_is_seen_in_it(model: Architecture) -> None:
    for svg in pictures(model):
        for _, label, seen in links_of(svg):
            assert " ".join(label.split()).startswith(seen)
