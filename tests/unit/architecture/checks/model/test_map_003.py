from penstock.architecture.checks.model.disagreeing_maps import DisagreeingMaps
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    capability_catalogue,
    product_mapping,
    stage,
    stage_model,
    stream_catalogue,
    table,
)

CAPABILITIES = capability_catalogue("1 Grid", "1.1 Lines", "2 Sales", "3 Finance")
MATRIX = "| Product | NCV-03 | AOV-04 |"
MAP = "| Capability | NCV-03 | AOV-04 |"


def test_two_mappings_of_products_that_differ_in_strength_are_reported() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Home | NCV-03: Solar | AOV-04: Grid |")
    matrix = table(MATRIX, "| NONREG-DG-001 | S | S |")

    [finding] = found(DisagreeingMaps, mapping, matrix)

    assert finding.place == ("b.md", 4, 19, 2)
    assert finding.others == (("a.md", 5, 26, 3),)
    assert finding.message == (
        "Here the mapping of products in b.md connects product NONREG-DG-001 Home with NCV-03 as "
        "supporting, but the mapping of products in a.md as primary (a.md:5). Let both say "
        "the same."
    )


def test_a_pair_that_one_of_two_mappings_lacks_is_reported() -> None:
    mapping = product_mapping(
        "| NONREG-DG-001 | Home | NCV-03: Solar | AOV-04: Grid |",
        "| ELEC-RES-001 | Power | AOV-04: Grid | |",
    )
    matrix = table(MATRIX, "| NONREG-DG-001 | P | |", "| ELEC-RES-001 | | P |")

    [finding] = found(DisagreeingMaps, mapping, matrix)

    assert finding.place == ("a.md", 5, 42, 4)
    assert "with AOV-04 as supporting, but the mapping of products in b.md does not" in (
        finding.message
    )


def test_a_mapping_that_does_not_speak_of_a_stream_says_nothing_about_it() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Home | NCV-03: Solar | AOV-04: Grid |")
    matrix = table("| Product | NCV-03 | NCV-04 |", "| NONREG-DG-001 | P | |")

    assert found(DisagreeingMaps, mapping, matrix) == []


def test_a_map_of_capabilities_is_held_against_the_catalogue_of_streams() -> None:
    fields = "**Participating Capabilities:**\n-   Grid\n"
    streams = stream_catalogue("NCV-03: Solar", fields=fields)
    capability_map = table(MAP, "| 1. Grid | | P |", "| 2. Sales | P | |", "| 3. Finance | S | |")

    missing, primary = found(DisagreeingMaps, streams, capability_map, capabilities=CAPABILITIES)

    assert missing.place == ("a.md", 7, 5, 0)
    assert (
        "connects capability 1 Grid with NCV-03, but the map of capabilities in b.md does not"
        in (missing.message)
    )
    assert primary.place == ("b.md", 5, 14, 2)
    assert (
        "connects capability 2 Sales with NCV-03 as primary, but the catalogue" in primary.message
    )


def test_a_map_of_capabilities_is_held_against_the_stage_tables() -> None:
    model = stage_model("NCV-03 Solar", stage("NCV-03.1", capabilities="1.1 Lines"))
    capability_map = table(MAP, "| 1. Grid | | P |", "| 2. Sales | P | |")

    messages = [
        finding.message
        for finding in found(DisagreeingMaps, model, capability_map, capabilities=CAPABILITIES)
    ]

    assert [message.partition(" (")[0] for message in messages] == [
        "Here the stage table connects capability 1 Grid with NCV-03, but the map of capabilities "
        "in b.md does not",
        "Here the map of capabilities in b.md connects capability 2 Sales with NCV-03 as primary, "
        "but the stage table does not",
    ]


def test_sources_that_agree_are_silent() -> None:
    fields = "**Participating Capabilities:**\n-   Grid\n"
    texts = (
        stream_catalogue("NCV-03: Solar", fields=fields),
        stage_model("NCV-03 Solar", stage("NCV-03.1", capabilities="1.1 Lines")),
        table(MAP, "| 1. Grid | P | P |", "| 3. Finance | S | |"),
    )

    assert found(DisagreeingMaps, *texts, capabilities=CAPABILITIES) == []
