from collections.abc import Iterator

import pytest

from penstock.architecture.checks import RULES, Rule, Subject
from penstock.kernel.findings import Finding
from penstock.web.site.explanations import paragraphs


class _Example(Rule):
    """Things are as they should be.

    Why `a < b` matters.

    What breaks it:

        | a |

        | b |

    How it is mended: write it.
    """

    code = "XXX-001"

    def check(self, subject: Subject) -> Iterator[Finding]:  # noqa: ARG002  # finds nothing
        yield from ()


def test_paragraphs_and_examples_follow_each_other() -> None:
    parts = paragraphs(_Example)

    assert [part.is_example for part in parts] == [False, False, True, False]
    assert parts[0].markup == "Why <code>a &lt; b</code> matters."
    assert parts[2].markup == "| a |\n\n| b |"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_an_explanation_to_show(rule: type[Rule]) -> None:
    assert paragraphs(rule)
