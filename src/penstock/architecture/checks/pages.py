"""What is said about a rule: on the command line, in reports, and on its page."""

from collections.abc import Iterable, Sequence
from inspect import cleandoc

from penstock.architecture.checks.families import FAMILIES
from penstock.architecture.checks.rule import Rule

_ACCEPT = """\
To accept it in one place, put the reason there: `<!-- penstock: ignore {code} because … -->`. Its
severity is chosen, and the rule switched off, in [`penstock.toml`](README.md#choosing)."""
_INTRODUCTION = """\
# Rules

`penstock check` holds documents against these rules. Each has a page with the law, the reason for
it, an example that breaks it and how that is mended. `penstock rules LNK-001` shows the same in a
terminal.

An error or a warning makes `penstock check` end with exit code 1; a note does not. What `--fix` can
repair is marked; it repairs only what leaves no doubt."""
_CHOOSING = """\
## Choosing

A file `penstock.toml` beside the documents, or above them in the same repository, chooses for all
who check them:

```toml
[check]
off = ["DOC-003"]
exclude = ["drafts/**"]
as_of = 2026-11-20

[check.severity]
"LNK-001" = "warning"
```

`off` switches rules off, `exclude` leaves documents out, `as_of` is the day on which a review is
overdue or not (without it: today), and `severity` is `error`, `warning` or `note`. On the command
line, `--select` and `--ignore` take codes and families such as `LNK`.

## Accepting

A comment accepts findings in the line it stands in, or in the line, table or diagram it stands
before:

```markdown
<!-- penstock: ignore LNK-001 because the page comes with the next release -->
[Catalogue](catalogue.md)
```

`ignore-file` accepts them in the whole document. A reason is needed ([DOC-020](DOC-020.md)), and a
comment that accepts nothing is a finding itself ([DOC-021](DOC-021.md)).

To begin with documents that have many findings, write them down with `--write-baseline FILE`;
`--baseline FILE` then reports what is new."""


def law(rule: type[Rule]) -> str:
    """Return the sentence that says how things should be."""
    return cleandoc(rule.__doc__ or "").partition("\n")[0]


def explanation(rule: type[Rule]) -> str:
    """Return why the law is there, what breaks it and how that is mended, as Markdown."""
    return cleandoc(rule.__doc__ or "").partition("\n")[2].strip()


def page(rule: type[Rule]) -> str:
    """Return a rule's page."""
    mark = " · `--fix` repairs what leaves no doubt" if rule.fixable else ""
    parts = (
        f"# {rule.code}: {law(rule).rstrip('.')}",
        f"[{FAMILIES[rule.code[:3]]}](README.md) · {rule.severity}{mark}",
        explanation(rule),
        _ACCEPT.format(code=rule.code),
    )
    return "\n\n".join(parts) + "\n"


def overview(rules: Sequence[type[Rule]]) -> str:
    """Return the page that lists all rules."""
    families = (_family(letters, rules) for letters in FAMILIES)
    return "\n\n".join((_INTRODUCTION, *filter(None, families), _CHOOSING)) + "\n"


def _family(letters: str, rules: Iterable[type[Rule]]) -> str:
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {law(rule)} | {rule.severity} | "
        f"{'yes' if rule.fixable else ''} |"
        for rule in sorted(rules, key=lambda rule: rule.code)
        if rule.code.startswith(letters)
    ]
    if not rows:
        return ""
    head = ("| Code | Law | Severity | `--fix` |", "| :--- | :-- | :------- | :------ |")
    return "\n".join((f"## {FAMILIES[letters]}", "", *head, *rows))
