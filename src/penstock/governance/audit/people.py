"""People in the audit log: a pseudonym that stays, and a key whose end makes them unreadable."""

from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass, field
from hmac import digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
_PSEUDONYM_BYTES = 16


class UnreadableError(Exception):
    """A sealed text was changed, or sealed under another key."""

    def __init__(self) -> None:
        super().__init__("what is kept of a person was changed, or belongs to another key file")


@dataclass(frozen=True, slots=True)
class Box:
    """Seals texts with AES-256 in Galois/Counter Mode, so that who changes one is found.

    Args:
        key: 32 bytes.
    """

    key: bytes = field(repr=False)
    _cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the cipher, which takes longer than to use it."""
        object.__setattr__(self, "_cipher", AESGCM(self.key))

    def sealed(self, content: bytes, *, nonce: bytes, bound_to: str) -> str:
        """Return a content that only the key opens, and only beside what it is bound to."""
        sealed = nonce + self._cipher.encrypt(nonce, content, bound_to.encode())
        return b2a_base64(sealed, newline=False).decode()

    def opened(self, sealed: str, *, bound_to: str) -> bytes:
        """Return what was sealed.

        Raises:
            UnreadableError: It was changed, stands elsewhere, or has another key.
        """
        try:
            content = a2b_base64(sealed)
            nonce, rest = content[:NONCE_BYTES], content[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, rest, bound_to.encode())
        except (InvalidTag, ValueError) as error:
            raise UnreadableError from error


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the log knows, while their key is there.

    Args:
        name: The name that the company's systems know them by.
        box: Seals what is theirs.
        pseudonym: What the log calls them for ever: 32 hexadecimal digits.
    """

    name: str
    box: Box
    pseudonym: str

    @classmethod
    def of(cls, name: str, key: bytes) -> "Person":
        """Return a person with a key: the pseudonym is an HMAC of the name under that key."""
        pseudonym = digest(key, name.encode(), "sha256")[:_PSEUDONYM_BYTES].hex()
        return cls(name, Box(key), pseudonym)
