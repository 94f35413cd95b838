"""Whatever stands in the documents, checking them gives findings and never an exception."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from penstock.architecture.checks import RULES, Subject, run
from penstock.architecture.checks.coverage import coverage
from penstock.architecture.checks.fingerprints import fingerprints
from penstock.architecture.checks.fixing import mended
from penstock.architecture.checks.ignores import separate
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from tests.rules import AS_OF
from tests.small_company import TEXTS

CODES = frozenset(rule.code for rule in RULES)
PIECES = st.sampled_from(
    [
        *(
            "# RCV-01: A",
            "## 1. A (Reg) (3)",
            "#### 1.1. B",
            "### NCV-03: C",
            "## Document Control",
        ),
        *("**Definition:** x", "**Date:** 2026-02-30", "**Value Stream ID:** NCV-03", "**Name:**"),
        *("**Next Review:** every 99999 years", "**Version History:**", "- v1.1.1 (2025-01-01)"),
        *("| Stage ID | Stage Name |", "| - | - |", "| **NCV-03.1** | A | x |", "| | |", "|", "||"),
        *(
            "| Strategic Group | L1 Count |",
            "| Total | 99 |",
            "| Role | Side |",
            "| KPI | Target |",
        ),
        *("| Stage ID | Responsible | Accountable |", "| NCV-03.1 | A | B; C |", "| Capability |"),
        *("| Product ID | Product Name | Primary Delivering Value Stream |", "Total L2s: 5"),
        *("```mermaid", "graph LR", "A[x (y)] --> B{", "```", "> ```mermaid", "subgraph ", "---"),
        *("[a](b.md#c)", "[a](../%00.md)", "[a]()", "![a](<x y>)", "<a@b.c>", "[a][b]", "[b]: #x"),
        *("<!-- penstock: ignore LNK-001 because x -->", "<!-- penstock: x", "-->", "<a id='x'>"),
        *("\r", "\x0c", "\u2028", "\ufeff", "😀", "\t", "    ", "- [ ] x", "1. **A (5):** b"),
    ]
)
WORDS = st.one_of(PIECES, st.text(max_size=12))
DOCUMENTS = st.lists(WORDS, max_size=25).map("\n".join)


def _check_everything(folder: Folder) -> None:
    subject = Subject(reading=read(folder), as_of=AS_OF)
    findings = run(subject)
    kept, _ = separate(findings, subject, ran=CODES, known=CODES)
    again, _ = mended(folder, kept)
    list(fingerprints(kept))
    coverage(subject)
    run(Subject(reading=read(again), as_of=AS_OF))
    for finding in findings:
        source = folder.documents[finding.place.document].source
        assert 1 <= finding.place.line <= len(source.lines)
        assert finding.place.column >= 1
        assert finding.message


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, DOCUMENTS)
def test_any_document_can_be_checked(one: str, other: str) -> None:
    _check_everything(Folder.from_texts({"a.md": one, "sub/b.md": other}))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 3000), st.integers(0, 3000), WORDS)
def test_a_good_document_may_lose_or_gain_any_part(name: str, a: int, b: int, new: str) -> None:
    start, end = sorted((a, b))
    text = TEXTS[name]

    _check_everything(Folder.from_texts(TEXTS | {name: text[:start] + new + text[end:]}))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 3000), st.integers(0, 60), WORDS)
@example("catalogue.md", 240, 0, "| Stage ID | Stage Name |")
def test_repairs_come_to_an_end(name: str, start: int, length: int, new: str) -> None:
    text = TEXTS[name]
    folder = Folder.from_texts(TEXTS | {name: text[:start] + new + text[start + length :]})

    for _ in range(10):
        folder, made = mended(folder, run(Subject(reading=read(folder), as_of=AS_OF)))
        if not made:
            return
    pytest.fail("ten rounds of repairs, and there is still something to repair")
