"""`penstock rules`: all rules, or one explained."""

import click

from penstock.architecture.checks import RULES, Rule
from penstock.architecture.checks.choosing import UnknownRuleError, choose
from penstock.architecture.checks.families import FAMILIES
from penstock.architecture.checks.pages import explanation, law
from penstock.cli.arguments import not_found


def _complete(_context: click.Context, _argument: click.Parameter, begun: str) -> list[str]:
    codes = (*FAMILIES, *(rule.code for rule in RULES))
    return [code for code in codes if code.startswith(begun.upper())]


@click.command("rules")
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=_complete)
def command(codes: tuple[str, ...]) -> None:
    """List the rules, or explain those with a CODE such as LNK-001; LNK lists a family."""
    with not_found():
        try:
            chosen = choose(RULES, select=codes)
        except UnknownRuleError as error:
            raise LookupError(str(error)) from error
    if any("-" in code for code in codes):
        click.echo("\n\n\n".join(_explained(rule) for rule in chosen))
    else:
        click.echo(
            "\n\n".join(
                _listed(letters, chosen)
                for letters in FAMILIES
                if any(rule.code.startswith(letters) for rule in chosen)
            )
        )


def _listed(letters: str, rules: tuple[type[Rule], ...]) -> str:
    """Return the rules of a family with their laws."""
    rows = [
        f"  {rule.code}  {rule.severity:<8} {law(rule)}{' [--fix]' if rule.fixable else ''}"
        for rule in sorted(rules, key=lambda rule: rule.code)
        if rule.code.startswith(letters)
    ]
    return "\n".join((click.style(FAMILIES[letters], bold=True), *rows))


def _explained(rule: type[Rule]) -> str:
    """Return all that is to say about a rule."""
    repair = ", --fix repairs what leaves no doubt" if rule.fixable else ""
    head = click.style(f"{rule.code}: {law(rule)}", bold=True)
    return f"{head}\n{FAMILIES[rule.code[:3]]}, {rule.severity}{repair}\n\n{explanation(rule)}"
