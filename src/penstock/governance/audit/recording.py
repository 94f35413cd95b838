"""From what the boundary was asked and answered to the entry that has to be kept before."""

from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.boundary.asking import Decision, Question


def decided(question: Question, decision: Decision) -> Entry:
    """Return the entry of a decision; whoever asked is answered after it is kept."""
    asked, about, emergency = question.actor, question.object, question.emergency
    return Entry(
        at=decision.at,
        kind=Kind.OVERRIDE if emergency else Kind.DECISION,
        actor=asked.id,
        acting_for=question.acting_for,
        action=question.action,
        object_kind=about.kind,
        data_class=about.data_class,
        object=about.id,
        premise=about.premise,
        account=about.account,
        subject=about.subject,
        purpose=decision.purpose,
        consent=decision.consent_id,
        consent_version=decision.consent_version,
        rule=decision.rule,
        verdict=Verdict.ALLOWED if decision.allowed else Verdict.DENIED,
        policy_sha256=decision.policy_sha256,
        detail=(
            f"{emergency.reason} (declared by {emergency.declared_by}, "
            f"confirmed by {emergency.confirmed_by})"
            if emergency
            else ""
        ),
    )
