"""Elements written as Markdown and read again are the same elements, letter for letter."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    InformationItem,
    KeyMetric,
    OperatingModelElement,
    OrganizationUnit,
    Origin,
    Part,
    Partner,
    Policy,
    Product,
    Role,
    Stage,
    Stakeholder,
    Stated,
    System,
    ValueStream,
)
from penstock.kernel.sides import Side
from tests.statements import without_places
from tests.written_again import HERE, STREAM_IDS, WORDS, again, assert_same, quoted

SIDES = st.sampled_from([None, *Side])
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
