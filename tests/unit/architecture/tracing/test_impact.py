from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing import Effect, Needs, Reach, impact
from tests.small_company import STAGES, small_company


def _effects(identifier: str, kind: Kind) -> dict[str, Effect]:
    effects = impact(Needs(small_company()), Ref(kind, identifier))
    return {effect.ref.id: effect for effect in effects}


def test_a_capability_takes_its_stage_stream_product_and_customer_with_it() -> None:
    effects = _effects("2.1", Kind.CAPABILITY)

    assert {"NCV-03.1", "NCV-03", "NONREG-DG-001", "Solar Customer"} <= set(effects)


def test_a_stage_takes_the_stages_with_it_that_wait_for_its_output() -> None:
    effects = _effects("2.1", Kind.CAPABILITY)

    assert [hop.to.id for hop in effects["NCV-03.2"].way] == ["NCV-03.1", "NCV-03.2"]


def test_a_product_that_loses_a_supporting_stream_is_degraded() -> None:
    effects = _effects("AOV-04", Kind.VALUE_STREAM)

    assert effects["NONREG-DG-001"].degraded


def test_a_product_that_loses_its_primary_stream_fails() -> None:
    effects = _effects("AOV-04", Kind.VALUE_STREAM)

    assert not effects["ELEC-RES-001"].degraded


def test_a_stream_that_depends_on_one_that_is_hit_comes_next() -> None:
    effects = _effects("AOV-04", Kind.VALUE_STREAM)

    assert effects["NCV-03"].reach is Reach.KNOCK_ON


def test_a_capability_fails_with_the_capability_it_is_part_of() -> None:
    effects = _effects("2", Kind.CAPABILITY)

    assert {"2.1", "2.2", "2.3", "NCV-03.3"} <= set(effects)


def test_a_part_that_fails_does_not_take_the_streams_of_the_whole_with_it() -> None:
    effects = _effects("1.1", Kind.CAPABILITY)

    assert "1" in effects
    assert "AOV-04" not in effects


def test_a_role_takes_the_stages_with_it_that_it_does() -> None:
    effects = _effects("Solar Designer", Kind.ROLE)

    assert "NCV-03.2" in effects


def test_nothing_suffers_from_what_nothing_needs() -> None:
    assert impact(Needs(small_company()), Ref(Kind.PRODUCT, "ELEC-RES-001")) == ()


OUTSIDE = """
| Information Item | Provided By |
| --- | --- |
| Inquiry | Web Shop |

| Information Item | Used By |
| --- | --- |
| Installed array | Monitoring; AOV-04 Electric Delivery |
"""
SYSTEMS = """# Systems

| System | Side | Supports |
| --- | --- | --- |
| Web Shop | Non-Regulated | |
| Monitoring | Non-Regulated | AOV-04 Electric Delivery |
"""


def _with_systems(identifier: str, kind: Kind) -> dict[str, Effect]:
    model = small_company(stages=STAGES + OUTSIDE, systems=SYSTEMS)
    return {effect.ref.id: effect for effect in impact(Needs(model), Ref(kind, identifier))}


def test_a_system_takes_the_stages_with_it_that_wait_for_its_information() -> None:
    assert "NCV-03.1" in _with_systems("Web Shop", Kind.SYSTEM)


def test_a_system_that_misses_an_item_does_not_take_its_streams_with_it() -> None:
    effects = _with_systems("2.3", Kind.CAPABILITY)

    assert "Monitoring" in effects
    assert "AOV-04" not in effects


def test_a_stage_whose_consulted_role_is_missing_is_degraded() -> None:
    assert _effects("Grid Planner", Kind.ROLE)["NCV-03.2"].degraded
