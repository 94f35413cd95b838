"""The key metrics of NCV-03.1 to NCV-03.3, from what the cases have recorded."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from penstock.casework.financing.choices import Outcome
from penstock.streams.ncv_03_solar_storage.items.contract import FinancingDecision, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import (
    PreliminaryEnergyAnalysis,
    QualifiedLead,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal

WHOLE_BILL = "whole bill"


def lead_to_proposal_share(
    leads: Iterable[QualifiedLead], proposals: Iterable[CustomerProposal]
) -> float | None:
    """Return the key metric Lead-to-proposal ratio: leads with a proposal; None without any lead.

    Leads that were not qualified count, and all versions of a proposal count once.

    Args:
        leads: The newest of each case.
        proposals: Any versions of the same cases.
    """
    looked_at = len(list(leads))
    return len(_numbers(proposals)) / looked_at if looked_at else None


def analysis_accuracy_share(analyses: Iterable[PreliminaryEnergyAnalysis]) -> float | None:
    """Return the key metric Analysis accuracy: how near our bills come to those of the customers.

    share = 1 - sum |ours - theirs| / sum theirs, over whole bills that both know; it is below zero
    where ours are off by more than was billed. None where no bill is known to both.
    """
    both = [
        (abs(line.difference_cents), line.theirs_cents)
        for each in analyses
        for line in each.lines
        if line.what == WHOLE_BILL
        and line.difference_cents is not None
        and line.theirs_cents is not None
    ]
    billed_cents = sum(theirs for _, theirs in both)
    return 1 - sum(off for off, _ in both) / billed_cents if billed_cents > 0 else None


def proposal_generation_days(lead: QualifiedLead, first: CustomerProposal) -> int:
    """Return the key metric Proposal generation time: calendar days at the site [d].

    From the day on which the lead was qualified to that of the first version of its proposal.
    """
    return (first.offered_on - lead.qualified_at.astimezone(ZoneInfo(first.zone)).date()).days


def design_efficiency_share(designs: Iterable[SystemDesign]) -> float | None:
    """Return the key metric Design efficiency: variants over versions; None without any design.

    1 where each variant was right at once; 0.5 where each was made twice. The definition is ours.

    Args:
        designs: Every version that one case has recorded.
    """
    made = {(each.variant, each.version) for each in designs}
    return len({variant for variant, _ in made}) / len(made) if made else None


def contract_close_share(
    proposals: Iterable[CustomerProposal], contracts: Iterable[SignedContract]
) -> float | None:
    """Return the key metric Contract close rate: proposals with a contract that counts.

    A contract counts as it stood last: void, or signed anew. None without any proposal.
    """
    offered = len(_numbers(proposals))
    newest: dict[str, SignedContract] = {}
    for each in sorted(contracts, key=lambda contract: contract.voided_at or contract.signed_at):
        newest[each.number] = each
    return sum(not each.is_void for each in newest.values()) / offered if offered else None


def financing_approval_share(decisions: Iterable[FinancingDecision]) -> float | None:
    """Return the key metric Financing approval rate: approved, over all that was decided.

    What a lender still needs more for is not decided. None where nothing is.

    Args:
        decisions: The newest of each case.
    """
    outcomes = [each.outcome for found in decisions for each in found.decisions]
    decided = [each for each in outcomes if each is not Outcome.NEEDS_MORE]
    return decided.count(Outcome.APPROVED) / len(decided) if decided else None


def _numbers(proposals: Iterable[CustomerProposal]) -> set[str]:
    return {each.number for each in proposals}
