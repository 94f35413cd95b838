"""The rule about numbers that documents give for what they define."""

from collections.abc import Iterator

from penstock.architecture.checks.documents.census import Census, names
from penstock.architecture.checks.documents.claims import Claim, Claims
from penstock.architecture.checks.rule import Rule, Subject
from penstock.kernel.findings import Cause, Finding


class WrongCount(Rule):
    """A number that a document gives for what is defined is the true one.

    Totals are written by hand and forgotten when a capability or a value stream is added. Whoever
    reads the summary alone then plans with a wrong number, and whoever reads both trusts neither.

    Compared are totals (`Total L2s: 105`, `Total Value Streams: 29`), numbers behind headings and
    in lists of categories (`Regulated Customer Value Streams (5)`), and summary tables with columns
    such as `L2 Count`, each with what its section, group, category or parent holds.

    What breaks it, when four streams follow:

        ## 1. REGULATED CUSTOMER VALUE STREAMS (5)

    How it is mended:

        ## 1. REGULATED CUSTOMER VALUE STREAMS (4)
    """

    code = "DOC-013"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each number that is not the true one."""
        census = Census(subject)
        for document in subject.documents.values():
            for claim in Claims(document, census):
                if claim.written != claim.found:
                    yield self._wrong(claim)

    def _wrong(self, claim: Claim) -> Finding:
        whose = f" for {claim.whose}" if claim.whose else ""
        document = claim.place.document
        return self.finding(
            claim.place,
            f"Counted here: {names(claim.thing, claim.written)}{whose}. "
            f"Defined: {claim.found}. Correct the number, or define what is missing.",
            cause=Cause(
                key=f"counts {document}",
                sentence=f"{{count}} numbers in {document} are not those of what is defined",
            ),
        )
