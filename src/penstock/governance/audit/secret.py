"""The secret of a log, which lies outside its database: it wraps keys and signs heads."""

from dataclasses import dataclass, field
from hmac import digest

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from penstock.governance.audit.people import KEY_BYTES, NONCE_BYTES, Box, Person, UnreadableError


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A person as the database keeps them: nothing in it is readable without the secret.

    Args:
        pseudonym: What the log calls them.
        lookup: What they are found by; an HMAC of the name under the secret.
        key_sealed: Their key, sealed under the secret.
        name_sealed: Their name, sealed under their key.
    """

    pseudonym: str
    lookup: str
    key_sealed: str
    name_sealed: str


@dataclass(frozen=True, slots=True)
class Secret:
    """What has to be known to read a log, and to go on with it.

    Args:
        root: 32 bytes; a key for each purpose is derived from them (HMAC-SHA256).
        public_key: The key that heads are verified with: 64 hexadecimal digits; it is derived, too.
    """

    root: bytes = field(repr=False)
    _wrapping: Box = field(init=False, repr=False, compare=False)
    _looking: bytes = field(init=False, repr=False, compare=False)
    _signing: Ed25519PrivateKey = field(init=False, repr=False, compare=False)
    public_key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the keys."""
        if len(self.root) != KEY_BYTES:
            raise ValueError(f"A secret has {KEY_BYTES} bytes, not {len(self.root)}.")
        signing = Ed25519PrivateKey.from_private_bytes(self._derived("sign heads"))
        object.__setattr__(self, "_wrapping", Box(self._derived("wrap keys")))
        object.__setattr__(self, "_looking", self._derived("look people up"))
        object.__setattr__(self, "_signing", signing)
        # Worked out once: it stands in each head.
        public_key = signing.public_key().public_bytes_raw().hex()
        object.__setattr__(self, "public_key", public_key)

    def signature(self, message: bytes) -> str:
        """Return the Ed25519 signature of a message: 128 hexadecimal digits."""
        return self._signing.sign(message).hex()

    def lookup(self, name: str) -> str:
        """Return what a person is found by in the database."""
        return digest(self._looking, name.encode(), "sha256").hex()

    def card(self, person: Person, *, nonces: bytes) -> Card:
        """Return a person as the database keeps them.

        Args:
            person: Who.
            nonces: Two nonces that were never used.
        """
        first, second = nonces[:NONCE_BYTES], nonces[NONCE_BYTES:]
        bound = person.pseudonym
        return Card(
            pseudonym=bound,
            lookup=self.lookup(person.name),
            key_sealed=self._wrapping.sealed(person.box.key, nonce=first, bound_to=bound),
            name_sealed=person.box.sealed(person.name.encode(), nonce=second, bound_to=bound),
        )

    def person(self, card: Card) -> Person:
        """Return whom a card tells of.

        Raises:
            UnreadableError: Somebody changed it, or it belongs to another secret.
        """
        key = self._wrapping.opened(card.key_sealed, bound_to=card.pseudonym)
        name = Box(key).opened(card.name_sealed, bound_to=card.pseudonym)
        person = Person.of(name.decode(), key)
        if person.pseudonym != card.pseudonym:
            raise UnreadableError
        return person

    def _derived(self, purpose: str) -> bytes:
        return digest(self.root, f"penstock audit: {purpose}".encode(), "sha256")


def is_signed(message: bytes, *, signature: str, public_key: str) -> bool:
    """Tell whether a signature is that of a message, by a key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
