import re
from dataclasses import replace
from datetime import date

from penstock.app.streams.typesetter import TypstTypesetter
from penstock.casework.packet import Cover, Drawing, Packet, Part, Table
from penstock.casework.packet.ports import Typesetter

PACKET = Packet(
    cover=Cover(
        title="Permit packet",
        subtitle="18 Alder Court",
        facts=(("Owner", "Ada Moreno"), ("Note", '#panic("no") and $x$ stay text')),
        made_by="AES",
        made_on=date(2026, 11, 20),
    ),
    parts=(
        Part(
            name="site plan",
            finding="Twelve modules.",
            drawings=(
                Drawing(
                    svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4">'
                    '<rect width="9" height="4"/></svg>',
                    words="A roof.",
                ),
            ),
        ),
        Part(
            name="equipment list",
            tables=(Table(columns=("part", "number"), rows=(("module", "12"),), right=(1,)),),
            notes=("All of it is listed.",),
        ),
    ),
)


def test_a_packet_is_one_pdf_with_a_page_for_cover_and_each_part() -> None:
    setter: Typesetter = TypstTypesetter()

    made = setter.packet(PACKET)

    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 3


def test_documents_of_a_packet_that_flows_share_a_page() -> None:
    made = TypstTypesetter().packet(replace(PACKET, is_flowing=True))

    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


def test_the_same_packet_is_the_same_bytes() -> None:
    assert TypstTypesetter().packet(PACKET) == TypstTypesetter().packet(PACKET)
