from html.parser import HTMLParser

from penstock.architecture.model import Architecture, Kind
from penstock.architecture.tracing.cross_maps import cross_map
from penstock.web.matrix_page import matrix_page
from tests.small_company import PRODUCTS, small_company


def _page(architecture: Architecture) -> str:
    table = cross_map(architecture, Kind.PRODUCT, Kind.VALUE_STREAM)
    return matrix_page(table, architecture, title="product x value stream")


class _Cells(HTMLParser):
    """Counts the cells of each row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[int] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append(0)
        elif tag in {"td", "th"}:
            self.rows[-1] += 1


def test_every_row_has_a_cell_for_every_column() -> None:
    cells = _Cells()

    cells.feed(_page(small_company()))

    assert set(cells.rows) == {4}


def test_primary_and_supporting_are_said_in_words_too() -> None:
    page = _page(small_company())

    assert "●<span class=h>primary</span>" in page
    assert "○<span class=h>supporting</span>" in page


def test_a_row_that_maps_to_nothing_is_a_gap() -> None:
    lonely = PRODUCTS + "| GAS-RES-001 | Home Gas | | |\n"

    assert "<tr class=gap>" in _page(small_company(products=lonely))


def test_names_cannot_smuggle_markup_in() -> None:
    page = _page(small_company(products=PRODUCTS.replace("Home Solar", "<script>x</script>")))

    assert "<script>" not in page


def test_a_column_that_no_document_defines_is_marked() -> None:
    unknown = PRODUCTS.replace("AOV-04: Electric Delivery", "AOV-09: Lost Delivery", 1)

    page = _page(small_company(products=unknown))

    assert "<span>AOV-09 ?</span>" in page
    assert "<span>NCV-03</span>" in page
