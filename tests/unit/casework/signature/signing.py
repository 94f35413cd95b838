"""A signature to begin with, and how its parts are changed."""

from datetime import UTC, datetime, timedelta

from penstock.casework.basis import Basis
from penstock.casework.signature.drawn import Point, Stroke
from penstock.casework.signature.evidence import Signature
from penstock.casework.signature.identity import ElectronicConsent, Identified, Identity
from penstock.casework.signature.texts import consent_sha256

SIGNED_AT = datetime(2026, 11, 20, 22, tzinfo=UTC)
DOCUMENT = "d" * 64
DESIGN = Basis(what="System design", sha256="a" * 64)
PARTS = Basis(what="Bill of materials", sha256="b" * 64)
DRAWN = (Stroke(points=tuple(Point(x=20 * n, y=100 + n) for n in range(10))),)
TYPED = Signature(
    document="Proposal Q-7 version 1",
    document_sha256=DOCUMENT,
    rests_on=(DESIGN, PARTS),
    intent="I accept this proposal.",
    typed_name="Ada  Lovelace",
    signed_at=SIGNED_AT,
    zone="America/New_York",
    identity=Identity(name="Ada Lovelace", how=Identified.LINK, detail="contract of SOL-1"),
    consent=ElectronicConsent(
        text_sha256=consent_sha256(), agreed_at=SIGNED_AT - timedelta(minutes=2)
    ),
)
