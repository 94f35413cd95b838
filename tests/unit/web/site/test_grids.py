from penstock.architecture.model import Kind
from penstock.architecture.tracing.cross_maps import cross_map
from penstock.web.site.grids import Grid, grid_of
from penstock.web.site.markup import Here
from tests.small_company import PRODUCTS
from tests.small_site import edition_of


def _grid(**changes: str) -> Grid:
    edition = edition_of(**changes)
    table = cross_map(edition.architecture, Kind.PRODUCT, Kind.VALUE_STREAM)
    return grid_of(Here(edition, "matrices/x.html"), table)


def test_a_filled_cell_leads_to_the_lines_behind_it() -> None:
    grid = _grid()

    proof = grid.proofs[0]
    assert f'<a href="#{proof.anchor}">' in grid.body
    assert (proof.row.id, proof.cell.evidence[0].place.document) == ("NONREG-DG-001", "products.md")


def test_filled_cells_and_gaps_are_counted() -> None:
    grid = _grid(products=PRODUCTS + "| GAS-VEH-001 | Fuel | | |\n")

    assert (grid.filled, grid.cells, grid.gaps) == (3, 6, 1)
    assert '<tr class="gap">' in grid.body


def test_a_column_that_no_document_defines_is_marked() -> None:
    grid = _grid(products=PRODUCTS.replace("AOV-04: Electric Delivery |\n", "XXX-09: Lost |\n"))

    assert "XXX-09 ?" in grid.head


def test_only_the_marks_that_occur_are_explained() -> None:
    assert [mark for mark, _ in _grid().keys] == ["P", "S"]
