"""Entries of the audit log in sentences."""

from penstock.governance.audit.writing import Told


def who(each: Told) -> str:
    """Return who it was, and for which side."""
    return f"{each.actor} for {each.acting_for}" if each.acting_for else each.actor


def sentence(each: Told) -> str:
    """Return what was wanted, of whom, what for, and by which rule it was decided."""
    parts = [
        each.action,
        each.object_kind,
        f"“{each.object}”" if each.object else "",
        f"({each.data_class})" if each.data_class else "",
        f"of {each.subject}" if each.subject else "",
        f"for {each.purpose}" if each.purpose else "",
    ]
    said = " ".join(filter(None, parts))
    if each.rule:
        said += f"; by {each.rule}"
    if each.consent:
        said += f", consent {each.consent} version {each.consent_version}"
    return f"{said}: {each.detail}" if each.detail else said
