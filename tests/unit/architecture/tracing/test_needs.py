from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing import Needs
from tests.small_company import STAGES, small_company

DESIGN = Ref(Kind.STAGE, "NCV-03.2")


def _words(needs: Needs, ref: Ref, *, forward: bool) -> set[tuple[str, str]]:
    return {(hop.words, hop.to.id) for hop in needs.step(ref, forward=forward)}


def test_a_stage_needs_its_capabilities_inputs_and_people() -> None:
    words = _words(Needs(small_company()), DESIGN, forward=True)

    assert {
        ("is enabled by", "2.2"),
        ("is enabled by", "1.1"),
        ("takes in", "Qualified lead"),
        ("is done by", "Solar Designer"),
        ("is answered for by", "Head of Solar"),
    } <= words


def test_a_stage_receives_what_an_earlier_stage_hands_on() -> None:
    words = _words(Needs(small_company()), DESIGN, forward=True)

    assert ("receives “Qualified lead” from", "NCV-03.1") in words


def test_a_stage_hands_its_output_to_the_stage_that_takes_it_in() -> None:
    words = _words(Needs(small_company()), DESIGN, forward=False)

    assert ("hands “Design” to", "NCV-03.3") in words


def test_a_later_output_does_not_feed_an_earlier_stage() -> None:
    text = STAGES.replace("Inquiry, Energy bills", "Installed array")
    needs = Needs(small_company(stages=text))

    assert not needs.fed_by(Ref(Kind.STAGE, "NCV-03.1"))


def test_every_hop_stands_where_the_documents_say_so() -> None:
    hops = Needs(small_company()).needs(DESIGN)

    grid_planning = next(hop for hop in hops if hop.to.id == "1.1")
    line = STAGES.splitlines()[grid_planning.place.line - 1]
    assert line[grid_planning.place.column - 1 :].startswith("1.1 Grid Planning")


def test_a_relation_stated_twice_is_one_hop() -> None:
    needs = Needs(small_company())
    triggers = [
        hop
        for hop in needs.needs(Ref(Kind.VALUE_STREAM, "NCV-03"))
        if hop.words == "is triggered by"
    ]

    assert [hop.to.id for hop in triggers] == ["Homeowner"]


def test_a_product_is_delivered_by_its_primary_stream_and_supported_by_others() -> None:
    words = _words(Needs(small_company()), Ref(Kind.PRODUCT, "NONREG-DG-001"), forward=True)

    assert words == {("is delivered by", "NCV-03"), ("is supported by", "AOV-04")}
