from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing.cross_maps import CrossMap, cross_map
from tests.small_company import PRODUCTS, small_company


def _marks(table: CrossMap) -> dict[tuple[str, str], str]:
    return {(row.id, column.id): cell.marks for (row, column), cell in table.cells.items()}


def test_products_map_to_streams_with_their_strength() -> None:
    table = cross_map(small_company(), Kind.PRODUCT, Kind.VALUE_STREAM)

    assert _marks(table) == {
        ("NONREG-DG-001", "NCV-03"): "P",
        ("NONREG-DG-001", "AOV-04"): "S",
        ("ELEC-RES-001", "AOV-04"): "P",
    }


def test_a_matrix_may_be_turned() -> None:
    table = cross_map(small_company(), Kind.PRODUCT, Kind.VALUE_STREAM)
    turned = cross_map(small_company(), Kind.VALUE_STREAM, Kind.PRODUCT)

    assert {key[::-1] for key in turned.cells} == set(table.cells)


def test_a_stage_s_capability_counts_for_its_stream() -> None:
    table = cross_map(small_company(), Kind.CAPABILITY, Kind.VALUE_STREAM)

    assert ("2.2", "NCV-03") in _marks(table)


def test_a_capability_counts_for_its_parent_at_level_one() -> None:
    table = cross_map(small_company(), Kind.CAPABILITY, Kind.VALUE_STREAM, level=1)

    assert _marks(table) == {("2", "NCV-03"): "•", ("1", "NCV-03"): "•", ("1", "AOV-04"): "•"}


def test_kinds_that_nothing_ties_directly_meet_in_their_streams() -> None:
    table = cross_map(small_company(), Kind.PRODUCT, Kind.CAPABILITY)

    assert ("NONREG-DG-001", "2.2") in _marks(table)


def test_every_filled_cell_names_its_evidence() -> None:
    table = cross_map(small_company(), Kind.PRODUCT, Kind.VALUE_STREAM)

    cell = table.cells[Ref(Kind.PRODUCT, "ELEC-RES-001"), Ref(Kind.VALUE_STREAM, "AOV-04")]
    assert [str(why.place) for why in cell.evidence] == ["products.md:6:31"]


def test_only_gaps_leaves_the_rows_that_map_to_nothing() -> None:
    lonely = PRODUCTS + "| GAS-RES-001 | Home Gas | | |\n"
    table = cross_map(small_company(products=lonely), Kind.PRODUCT, Kind.VALUE_STREAM)

    assert [row.id for row in table.only_gaps().rows] == ["GAS-RES-001"]


def test_what_no_document_defines_is_known_to_be_unknown() -> None:
    table = cross_map(small_company(), Kind.ROLE, Kind.STAGE)

    assert table.rows
    assert not table.known & set(table.rows)
