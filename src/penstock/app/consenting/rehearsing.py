"""Trying a consent before there is a database to keep it in."""

from pathlib import Path

from penstock.app import clock
from penstock.app.consenting.wishes import Proof, Wish, agreed
from penstock.app.guarding.opening import Company
from penstock.store.memory import MemoryStore


def rehearse(wish: Wish, proof: Proof, *, by: str, folder: Path | None) -> None:
    """Look whether a consent could be kept, so that one that is refused leaves no empty file.

    Raises:
        UnfitWishError: It cannot be kept; the sentence says why.
        BundledError: It stands for several consents.
        UnsoundConsentError: A party or a term is missing, or contradicts another.
    """
    classes = Company(folder=folder, store=MemoryStore(), now=clock.now).classes
    agreed(wish, proof, by=by, key="", now=clock.now(), classes=classes)
