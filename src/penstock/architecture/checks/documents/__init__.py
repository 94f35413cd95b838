"""Rules about documents as such: their links, diagrams, tables, control and counts."""

from penstock.architecture.checks.documents.control import ControlMissing
from penstock.architecture.checks.documents.counts import WrongCount
from penstock.architecture.checks.documents.dates import DatesContradict
from penstock.architecture.checks.documents.diagrams import UndrawableDiagram
from penstock.architecture.checks.documents.files import OtherEncoding, UnreadableFile
from penstock.architecture.checks.documents.links import AbsentAnchor, AbsentTarget, AmbiguousAnchor
from penstock.architecture.checks.documents.review import ReviewOverdue
from penstock.architecture.checks.documents.tables import RaggedRow
from penstock.architecture.checks.documents.understanding import NotUnderstood
from penstock.architecture.checks.rule import Rule

DOCUMENT_RULES: tuple[type[Rule], ...] = (
    AbsentTarget,
    AbsentAnchor,
    AmbiguousAnchor,
    UndrawableDiagram,
    RaggedRow,
    UnreadableFile,
    NotUnderstood,
    OtherEncoding,
    ControlMissing,
    DatesContradict,
    ReviewOverdue,
    WrongCount,
)
