"""The terms of the documents, as code can be called by them."""

import re


def key_of(term: str) -> str:
    """Return what a term and the name of its class have in common.

    Example:
        >>> key_of("Customer energy bills") == key_of("CustomerEnergyBills")
        True
    """
    return re.sub(r"[\W_]", "", term).casefold()
