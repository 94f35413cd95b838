"""What every rule is: a class with a code, a severity and a docstring that becomes its page."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import ClassVar

from penstock.architecture.checks.code.streams import StreamCode
from penstock.architecture.checks.metric_records import WrittenMetrics
from penstock.architecture.documents.document import Document
from penstock.architecture.model import Architecture
from penstock.architecture.reading import Reading
from penstock.kernel.findings import Cause, Finding, Fix, Severity
from penstock.kernel.making import checked_dataclass
from penstock.kernel.places import Place


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked.

    Args:
        reading: The documents and the model they state.
        as_of: The day on which reviews are overdue or not.
        beyond: What links lead to, exists, and was not read; `..` begins a path out of the folder.
        code: What installed packages say of the streams, by id.
        metrics: What is written of key metrics beside the documents; None where nothing is.
    """

    reading: Reading
    as_of: date
    beyond: frozenset[str] = frozenset()
    code: Mapping[str, StreamCode] = field(default_factory=dict)
    metrics: WrittenMetrics | None = None

    @property
    def architecture(self) -> Architecture:
        """Return the model."""
        return self.reading.architecture

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by path."""
        return self.reading.folder.documents


class Rule(ABC):
    """A law that the documents should keep.

    A rule's docstring is its documentation. Its first line is the law, a sentence that says how
    things should be. Then follow
    why it matters, an example of what breaks it and of how it is mended.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    fixable: ClassVar[bool] = False

    @abstractmethod
    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each place that breaks the law."""

    def finding(
        self,
        place: Place,
        message: str,
        *,
        others: tuple[Place, ...] = (),
        fix: Fix | None = None,
        cause: Cause | None = None,
    ) -> Finding:
        """Return a finding of this rule."""
        return Finding(
            rule=self.code,
            severity=self.severity,
            place=place,
            message=message,
            others=others,
            fix=fix,
            cause=cause,
        )
