"""Where people come to, as their browsers see it."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where people come to, as their browsers see it.

    Args:
        origin: Scheme, host and port, such as `https://penstock.example`.
        host: The host alone, to which passkeys belong.
    """

    origin: str
    host: str

    @classmethod
    def at(cls, address: str) -> "Site":
        """Return the site of an address.

        Raises:
            ValueError: It is none of a web site.
        """
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"“{address}” is no address of a web site; begin with https://.")
        return cls(origin=f"{parts.scheme}://{parts.netloc}", host=parts.hostname)

    @property
    def takes_passkeys(self) -> bool:
        """Tell whether browsers make passkeys here: for a name, by https or on this machine."""
        return not _is_address(self.host) and (self.is_secure or self.host == "localhost")

    @property
    def is_secure(self) -> bool:
        """Tell whether people come by https."""
        return self.origin.startswith("https:")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
