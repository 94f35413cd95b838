"""Who may have which tier: the business rules of a file, held against what the customer shows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from penstock.streams.ncv_01_smart_home.items.contract import TierEligibility
from penstock.streams.ncv_01_smart_home.selling.saying import Shown


class EligibilityRulesError(ValueError):
    """A file of rules that cannot be followed."""

    def __init__(self, file: str, *, because: str) -> None:
        self.file = file
        super().__init__(f"{file} cannot be followed: {because}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Something that a customer may show.

    Args:
        kind: What rules call it.
        what: What counts as one.
        days: How old it may be. [days]
    """

    kind: str
    what: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRule:
    """What a tier asks of a customer.

    Args:
        id: The business rule.
        tier: Of which tier.
        says: The rule in words.
        one_of: Any of these is enough.
    """

    id: str
    tier: str
    says: str
    one_of: tuple[Proof, ...]


def read_rules(text: str, *, file: str) -> tuple[TierRule, ...]:
    """Return the rules of a file.

    Raises:
        EligibilityRulesError: It is no TOML, or a rule lacks something.
    """
    try:
        said = tomllib.loads(text)
        proofs = {
            kind: Proof(kind=kind, what=str(each["what"]), days=int(each["days"]))
            for kind, each in said["proof"].items()
        }
        return tuple(_rule(each, proofs) for each in said["rule"])
    except tomllib.TOMLDecodeError as error:
        raise EligibilityRulesError(file, because=f"it is no TOML: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        because = f"a rule or a proof lacks, or does not know, {error}"
        raise EligibilityRulesError(file, because=because) from error


def judged(
    tier: str,
    rules: tuple[TierRule, ...],
    shown: Shown,
    *,
    sha256: str,
    by: str,
    now: datetime,
) -> TierEligibility:
    """Return whether a customer may have a tier by what they show.

    Args:
        tier: Which tier.
        rules: All rules; those of the tier count.
        shown: What they show.
        sha256: Of the file that they brought; empty where they brought none.
        by: Who looks at it.
        now: The moment it is.
    """
    rule = next((each for each in rules if each.tier == tier), None)
    against = _against(rule, shown, has_file=bool(sha256)) if rule else ""
    because = against or (_shown(shown) if rule else f"nothing is asked of the {tier} tier")
    return TierEligibility(
        tier=tier,
        is_eligible=not against,
        rule=rule.id if rule else "",
        because=f"{because[:1].upper()}{because[1:]}.",
        shown_sha256=sha256 if rule else "",
        checked_by=by,
        checked_at=now,
    )


def _against(rule: TierRule, shown: Shown, *, has_file: bool) -> str:
    """Return why what is shown is not enough, and what would be; empty where it is enough."""
    proof = next((each for each in rule.one_of if each.kind == shown.kind), None)
    enough = " or ".join(each.what for each in rule.one_of)
    if proof is None:
        found = f"“{shown.kind}” is none of it" if shown.kind else "nothing was shown"
        return f"{found}; {rule.id} asks for {enough}"
    if not has_file:
        return f"{proof.what} was named and not shown; attach it"
    if shown.dated_days_ago > proof.days:
        return (
            f"what was shown is {shown.dated_days_ago} days old, and {rule.id} takes "
            f"{proof.what} of the last {proof.days} days"
        )
    return ""


def _shown(shown: Shown) -> str:
    return f"the customer showed {shown.kind}: {shown.detail or 'without further words'}"


def _rule(said: Mapping[str, Any], proofs: Mapping[str, Proof]) -> TierRule:
    return TierRule(
        id=str(said["id"]),
        tier=str(said["tier"]),
        says=str(said["says"]),
        one_of=tuple(proofs[kind] for kind in said["one_of"]),
    )
