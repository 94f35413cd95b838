from penstock.architecture.drawing import enterprise_map
from tests.unit.architecture.drawing.drawn_company import CATALOGUE, company
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of


def _labels(catalogue: str = CATALOGUE) -> list[str]:
    svg = enterprise_map(company(catalogue=catalogue), link=lambda ref: ref.id)
    return [label for _, label, _ in links_of(svg)]


def test_a_tile_tells_side_stages_and_products() -> None:
    assert _labels()[0] == "NCV-03 Rooftop Solar & Storage AES non-regulated 4 stages 1 product"


def test_a_stream_without_stages_says_so() -> None:
    assert _labels()[1] == "RCV-02 Service Delivery regulated no stages yet 2 products"


def test_a_side_that_nobody_states_is_not_made_up() -> None:
    unstated = CATALOGUE.replace("RCV-02", "AOV-09").replace("**Side:** Regulated\n\n", "")

    assert "AOV-09 Service Delivery side not stated no stages yet 0 products" in _labels(unstated)


def test_streams_stand_under_their_categories() -> None:
    texts = [line.text for line in lines_of(enterprise_map(company()))]

    names = " ".join(texts)
    assert names.index("Non-Regulated Customer") < names.index("NCV-03")
    assert names.index("Enterprise Support") < names.index("ESV-01")


def test_the_finding_counts_streams_and_stages() -> None:
    assert "<desc>3 value streams, 1 with stages (4 in all); 2 have none yet.</desc>" in (
        enterprise_map(company())
    )
