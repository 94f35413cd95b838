"""The two sides of the company with the gates between them."""

from penstock.architecture.drawing import Options
from penstock.architecture.drawing.zones import Gate, zones_picture
from penstock.kernel.sides import Side
from tests.unit.architecture.drawing.svg_reader import links_of

OPEN = Gate(Side.REGULATED, "what is public", is_open=True, rule="public", href="/a")
CLOSED = Gate(Side.NON_REGULATED, "usage", is_open=False, rule="consent-none", href="/b")


def test_a_gate_says_what_it_lets_through_by_which_rule_and_leads_to_why() -> None:
    labels = {href: label for href, label, _ in links_of(zones_picture([OPEN, CLOSED], Options()))}

    assert labels["/a"] == "what is public passes by public"
    assert labels["/b"] == "usage ■ stops by consent-none"


def test_the_finding_counts_the_open_gates() -> None:
    assert "<desc>1 of 2 gates are open; what no rule permits is denied.</desc>" in zones_picture(
        [OPEN, CLOSED], Options()
    )


def test_only_a_closed_gate_has_a_bar() -> None:
    assert zones_picture([OPEN], Options()).count('class="clash"') == 1
    assert zones_picture([CLOSED], Options()).count('class="clash"') == 2
