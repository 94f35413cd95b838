"""Findings that are known already, recognised although lines have moved."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from penstock.kernel.findings import Finding
from penstock.kernel.making import checked_dataclass

_PLACE = re.compile(r":\d+:\d+|\blines? \d+(?:, \d+)*")
_VERSION = 1


class BaselineError(Exception):
    """A file is no baseline."""

    def __init__(self, because: str) -> None:
        super().__init__(
            f"The baseline {because}. Write it with 'penstock check --write-baseline FILE'."
        )


@checked_dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an earlier day: fingerprint, and what was said about it."""

    known: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Baseline":
        """Return the baseline that knows these findings."""
        return cls({mark: _described(finding) for finding, mark in fingerprints(findings)})

    @classmethod
    def parse(cls, text: str) -> "Baseline":
        """Read a baseline.

        Raises:
            BaselineError: The text is no baseline.
        """
        try:
            data: Any = json.loads(text)
        except ValueError as error:
            raise BaselineError(f"is no JSON: {error}") from error
        if not isinstance(data, dict) or data.get("version") != _VERSION:
            raise BaselineError(f"has no 'version': {_VERSION}")
        found = data.get("findings")
        if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
            raise BaselineError("has no 'findings' by fingerprint")
        return cls(found)

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        data = {"version": _VERSION, "findings": dict(sorted(self.known.items(), key=_place))}
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def count(self, rules: Collection[str]) -> int:
        """Return how many findings of some rules are known."""
        return sum(said.get("rule") in rules for said in self.known.values())

    def part(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the new findings and the known ones."""
        new: list[Finding] = []
        known: list[Finding] = []
        for finding, mark in fingerprints(findings):
            (known if mark in self.known else new).append(finding)
        return new, known


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield findings with what recognises them: rule, document, words, which one of the same."""
    from hashlib import sha256  # brings OpenSSL with it, and most checks need neither

    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.rule, finding.place.document, _PLACE.sub("", finding.message))
        seen[key] += 1
        yield finding, sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:20]


def _described(finding: Finding) -> dict[str, str]:
    return {"rule": finding.rule, "document": finding.place.document, "message": finding.message}


def _place(item: tuple[str, Mapping[str, str]]) -> tuple[str, ...]:
    mark, said = item
    return said.get("document", ""), said.get("rule", ""), said.get("message", ""), mark
