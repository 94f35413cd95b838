from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing import Needs
from penstock.web.site.ties import Tie, ties_of
from tests.small_company import small_company

NEEDS = Needs(small_company())


def _ties(ref: Ref, words: str, *, forward: bool) -> tuple[Tie, ...]:
    groups = {group.words: group.ties for group in ties_of(NEEDS, ref, forward=forward)}
    return groups.get(words, ())


def test_a_stage_needs_what_enables_it() -> None:
    found = _ties(Ref(Kind.STAGE, "NCV-03.2"), "is enabled by", forward=True)

    assert [tie.to.id for tie in found] == ["2.2", "1.1"]
    assert found[0].places[0].document == "stages.md"


def test_a_stage_receives_an_item_from_the_stage_that_makes_it() -> None:
    found = _ties(Ref(Kind.STAGE, "NCV-03.2"), "receives from", forward=True)

    assert [(tie.to.id, tie.note) for tie in found] == [("NCV-03.1", "Qualified lead")]


def test_the_same_seen_from_the_other_end() -> None:
    found = _ties(Ref(Kind.STAGE, "NCV-03.1"), "hands over to", forward=False)

    assert [(tie.to.id, tie.note) for tie in found] == [("NCV-03.2", "Qualified lead")]


def test_every_place_that_states_a_tie_is_kept() -> None:
    found = _ties(Ref(Kind.VALUE_STREAM, "NCV-03"), "consists of", forward=True)

    assert [tie.to.id for tie in found] == ["NCV-03.1", "NCV-03.2", "NCV-03.3"]
    assert all(tie.places for tie in found)
