"""Purposes that are never asked for in one breath: each is a consent of its own."""

from penstock.governance.consent.consent import Consent

SEPARATE = frozenset({"functionality", "analytics", "marketing"})
"""Terms 3.5 and 4.1: whoever wants a device to work need not want to be advertised to."""


class BundledError(ValueError):
    """One consent would stand for several that customers give or refuse one by one."""

    def __init__(self, bundled: frozenset[str]) -> None:
        self.bundled = bundled
        super().__init__(
            f"{' and '.join(sorted(bundled))} are separate consents, so that a customer can give "
            "one and refuse the other. Ask for each by itself."
        )


def require_separate(consent: Consent) -> None:
    """Look whether a consent stands for one thing.

    Raises:
        BundledError: It stands for several that are asked for one by one.
    """
    bundled = consent.purposes & SEPARATE
    if len(bundled) > 1:
        raise BundledError(bundled)
