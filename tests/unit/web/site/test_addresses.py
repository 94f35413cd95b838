from penstock.architecture.model import Kind, Ref
from penstock.kernel.places import Place
from tests.small_company import PRODUCTS
from tests.small_site import edition_of


def test_a_stage_lies_below_its_stream() -> None:
    pages = edition_of().addresses.pages

    assert pages[Ref(Kind.VALUE_STREAM, "NCV-03")] == "value-streams/NCV-03.html"
    assert pages[Ref(Kind.STAGE, "NCV-03.2")] == "value-streams/NCV-03/stages/NCV-03.2.html"


def test_what_is_only_named_has_a_page_too() -> None:
    edition = edition_of(
        products=PRODUCTS.replace("AOV-04: Electric Delivery |\n", "XXX-09: Lost |\n")
    )

    lost = Ref(Kind.VALUE_STREAM, "XXX-09")
    assert edition.addresses.pages[lost] == "value-streams/XXX-09.html"
    assert not edition.is_defined(lost)


def test_a_place_is_a_line_of_a_source_page() -> None:
    addresses = edition_of().addresses

    assert addresses.line(Place("stages.md", 22)) == "sources/stages.md.html#L22"
    assert addresses.line(Place("elsewhere.md", 1)) is None
