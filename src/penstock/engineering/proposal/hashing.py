"""The hash by which one proposal is told from another."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from penstock.engineering.proposal.offer import Offer


def as_plain(offer: Offer) -> dict[str, Any]:
    """Return all that a proposal states, as JSON holds it."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(offer), default=str))
    return plain


def content_hash(offer: Offer) -> str:
    """Return the SHA-256 of all that a proposal states, in hexadecimal digits."""
    text = json.dumps(as_plain(offer), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
