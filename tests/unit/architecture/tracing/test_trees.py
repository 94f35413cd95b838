from collections.abc import Iterator

from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing import Branch, Needs, paths, tree
from tests.small_company import small_company

PRODUCT = Ref(Kind.PRODUCT, "NONREG-DG-001")
PLANNING = Ref(Kind.CAPABILITY, "1.1")


def _all(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.branches)


def test_a_tree_goes_as_deep_as_asked() -> None:
    needs = Needs(small_company())

    shallow = tree(needs, PRODUCT, forward=True, depth=1)

    assert not any(branch.branches for branch in shallow)


def test_a_tree_leads_from_product_to_capability() -> None:
    needs = Needs(small_company())

    found = {branch.hop.to for branch in _all(tree(needs, PRODUCT, forward=True, depth=3))}

    assert PLANNING in found


def test_a_tree_unfolds_each_element_once() -> None:
    needs = Needs(small_company())

    unfolded = [
        branch.hop.to
        for branch in _all(tree(needs, PRODUCT, forward=True, depth=5))
        if branch.branches
    ]

    assert len(unfolded) == len(set(unfolded))


def test_streams_that_depend_on_each_other_make_a_tree_that_ends() -> None:
    text = (
        "# AOV-04: Electric Delivery\n\n**Value Stream ID:** AOV-04\n\n"
        "## Dependencies\n\n- It depends on **NCV-03 Rooftop Solar**.\n"
    )
    needs = Needs(small_company(aov=text))

    branches = tree(needs, Ref(Kind.VALUE_STREAM, "AOV-04"), forward=True, depth=9)

    assert any(branch.seen for branch in _all(branches))


def test_a_way_follows_one_direction_where_it_can() -> None:
    (way,) = paths(Needs(small_company()), PRODUCT, PLANNING)[:1]

    assert [hop.to.id for hop in way] in (
        ["NCV-03", "NCV-03.2", "1.1"],
        ["AOV-04", "1", "1.1"],
    )


def test_all_shortest_ways_are_found() -> None:
    ways = paths(Needs(small_company()), PRODUCT, PLANNING)

    assert {way[0].to.id for way in ways} == {"NCV-03", "AOV-04"}


def test_a_way_may_turn_round_where_none_goes_straight() -> None:
    ways = paths(Needs(small_company()), Ref(Kind.CAPABILITY, "2.1"), Ref(Kind.CAPABILITY, "2.2"))

    assert {tuple(hop.to.id for hop in way) for way in ways} == {("2", "2.2")}


def test_elements_that_nothing_ties_have_no_way() -> None:
    assert paths(Needs(small_company()), PRODUCT, Ref(Kind.SYSTEM, "Unknown")) == ()
