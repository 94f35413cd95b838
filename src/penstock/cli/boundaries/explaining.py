"""`penstock boundary explain`: why something is allowed or denied."""

from collections.abc import Iterator
from pathlib import Path

import click

from penstock.cli.auditing.desk import as_option, database_option, purpose_option
from penstock.cli.boundaries.desk import company_option, council, outcome
from penstock.cli.boundaries.telling import grounds
from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.explaining import Explanation
from penstock.governance.boundary.explaining import explain as explained


@click.command("explain")
@click.argument("access")
@click.option("--given", default="no consent", show_default=True, help="As scenarios write it.")
@company_option
@database_option
@as_option
@purpose_option
def explain(
    access: str,
    given: str,
    folder: Path | None,
    database: str | None,
    actor: str | None,
    purpose: str,
) -> None:
    """Tell why an ACCESS is allowed or denied, and by which words.

    ACCESS is the number of a decision in the audit log, a sentence as scenarios write them, a line
    of them such as scenarios.csv:2, or a line of recorded questions such as asked.jsonl:1.
    """
    if access.isdecimal():
        from penstock.cli.boundaries.recalling import recalled

        with council(folder) as here:
            policies = here.policies
        lines = recalled(int(access), policies, database=database, actor=actor, purpose=purpose)
        click.echo("\n".join(lines))
        return
    from penstock.app.boundary.naming import question_of

    with council(folder) as here:
        question = question_of(here, access, given=given)
        told = explained(here.boundary, question)
    click.echo("\n".join(_lines(told)))


def _lines(told: Explanation) -> Iterator[str]:
    decision = told.decision
    yield f"{outcome(allowed=decision.allowed)} by {click.style(decision.rule, bold=True)}"
    yield f"  {decision.reason}"
    yield from _asked(told.question)
    if decision.consent_id:
        yield f"  consent     {decision.consent_id}, version {decision.consent_version}"
    yield from grounds("forbidden by", told.forbidding)
    yield from grounds(
        "permitted by" if decision.allowed else "otherwise permitted by", told.permitting
    )
    if not told.permitting:
        yield "\nNo policy permits it."


def _asked(question: Question) -> Iterator[str]:
    actor, about = question.actor, question.object
    hat = question.acting_for.value if question.acting_for else "nobody here"
    functions = f" ({', '.join(sorted(actor.functions))})" if actor.functions else ""
    subject = f" about {about.subject}" if about.subject else ""
    yield ""
    yield f"  actor       {actor.id}, {actor.side or 'outside'}{functions}"
    yield f"  acting for  {hat}"
    yield f"  action      {question.action}, for {question.purpose}"
    thing = f"{about.sensitivity} {about.side} {about.data_class or about.kind}"
    yield f"  object      {thing}{subject}"
    yield f"  at          {question.at.isoformat()}"
