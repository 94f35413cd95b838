"""The certificate of a signature, as a page that shows all of its evidence."""

from penstock.app.streams.typesetter import TypstTypesetter
from penstock.casework.packet import Packet
from penstock.casework.signature.drawn import Point, Stroke
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version
from penstock.streams.ncv_03_solar_storage.items import SignedContract
from penstock.streams.ncv_03_solar_storage.stages.certificate import certificate
from tests.solar_contract import LATER, acceptance, approved, proposed, signed

DRAWN = (Stroke(points=tuple(Point(x=20 * n, y=100 + 5 * (n % 2)) for n in range(12))),)
TYPED = signed()[0]


def drawn() -> SignedContract:
    said = acceptance(proposed()[0], typed_name="", strokes=DRAWN)
    return signed(approval=approved(said))[0]


class Kept:
    """Keeps the packet that it is to set."""

    packets: list[Packet]

    def __init__(self) -> None:
        self.packets = []

    def packet(self, packet: Packet) -> bytes:
        self.packets.append(packet)
        return b"%PDF"


def words(contract: SignedContract) -> str:
    kept = Kept()
    certificate(contract, kept)
    return repr(kept.packets)


def test_a_certificate_is_a_pdf_the_same_bytes_each_time() -> None:
    first, again = (certificate(TYPED, TypstTypesetter()).content for _ in range(2))

    assert first.startswith(b"%PDF")
    assert first == again


def test_a_drawn_signature_can_be_set() -> None:
    assert certificate(drawn(), TypstTypesetter()).content.startswith(b"%PDF")


def test_a_certificate_tells_who_signed_what_and_how_that_is_known() -> None:
    said = words(TYPED)

    evidence = ("Ada Roof", "personal link", TYPED.proposal_sha256, TYPED.design_sha256)
    assert all(each in said for each in evidence)
    assert "Carl Counsel" in said


def test_the_certificate_of_a_void_contract_says_that_it_is_void() -> None:
    broken = void_version(TYPED, because="The price changed.", now=LATER)

    assert "void: The price changed." in words(broken)
