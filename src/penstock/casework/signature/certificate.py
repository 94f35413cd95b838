"""The certificate of a signature: who signed what, when, and how that is known."""

from penstock.casework.packet import Cover, Drawing, Packet, Part, Table
from penstock.casework.quote.quote import on_the_wall
from penstock.casework.signature.drawn import picture_of
from penstock.casework.signature.evidence import Signature


def certificate_of(
    signature: Signature, *, title: str, facts: tuple[tuple[str, str], ...], made_by: str
) -> Packet:
    """Return the certificate of a signature, the same for the same evidence.

    Args:
        signature: The evidence.
        title: What was signed, such as `Contract SOL-1-C`.
        facts: What stands on the first page besides.
        made_by: Who makes the certificate.
    """
    name = signature.identity.name
    cover = Cover(
        title=f"Certificate of signature: {title}",
        subtitle=f"Signed electronically by {name}",
        facts=(("Signed at", on_the_wall(signature.signed_at, signature.zone)), *facts),
        made_by=made_by,
        made_on=signature.signed_at.date(),
    )
    return Packet(cover=cover, parts=(_signer(signature), _signed(signature)))


def _signer(signature: Signature) -> Part:
    identity, consent = signature.identity, signature.consent
    rows = (
        ("Name", identity.name),
        ("Identified by", identity.how.value),
        ("Shown by", identity.detail or "nothing else"),
        ("Witness", identity.witness or "none"),
        ("Network address", identity.address or "not known"),
        ("Agreed to sign electronically", on_the_wall(consent.agreed_at, signature.zone)),
        ("Text agreed to (SHA-256)", consent.text_sha256),
        ("Typed name", signature.typed_name or "none: the signature was drawn"),
    )
    words = f"Signature of {identity.name}"
    picture = Drawing(svg=picture_of(signature.strokes, name=identity.name), words=words)
    return Part(
        name="signer",
        finding=signature.intent,
        drawings=(picture,) if signature.is_drawn else (),
        tables=(Table(columns=("What", "Evidence"), rows=rows),),
    )


def _signed(signature: Signature) -> Part:
    rows = ((signature.document, signature.document_sha256),)
    basis = tuple((each.what, each.sha256) for each in signature.rests_on)
    return Part(
        name="what was signed",
        finding="The signature holds for these versions alone.",
        tables=(Table(columns=("Document", "SHA-256"), rows=(*rows, *basis)),),
    )
