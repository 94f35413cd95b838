"""NCV-03.7: the customer gets documents, learns, and says what it was like."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.items.activation import (
    DocumentKind,
    HandedDocument,
    HandoverDocument,
    HandoverDocuments,
    OnboardingSatisfaction,
    Topic,
    TrainedCustomer,
    TrainedTopic,
    TrainingRecord,
)
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.stages.activation import STAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A document that is given to the customer; attach its file."""

    kind: DocumentKind
    name: Annotated[str, MinLen(1)]


@stage_act(STAGE, "hand-over")
def hand_over(
    said: Handed,
    attached: bytes,
    design: SystemDesign,
    earlier: HandoverDocuments | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[HandoverDocument, HandoverDocuments]:
    """Hand a document to the customer: drawings, a warranty, the manual, how to shut it down."""
    if not attached:
        raise ActRefusedError(f"The file of “{said.name}” is empty. Attach the document itself.")
    required = documents_for(design)
    if said.kind not in required:
        raise ActRefusedError(
            f"This system needs no {said.kind}; it needs {', '.join(required)}. Correct the kind."
        )
    made = HandedDocument(
        kind=said.kind,
        name=said.name,
        sha256=sha256(attached).hexdigest(),
        handed_at=now,
        handed_by=case.person,
    )
    others = (
        tuple(each for each in earlier.documents if each.kind is not said.kind) if earlier else ()
    )
    return HandoverDocument(content=attached), HandoverDocuments(
        documents=(*others, made), required=required
    )


def documents_for(design: SystemDesign) -> tuple[DocumentKind, ...]:
    """Return the documents that a system needs: without a battery, no warranty of one."""
    return tuple(
        each for each in DocumentKind if each is not DocumentKind.BATTERY_WARRANTY or design.battery
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What a customer was taught, and who learned it."""

    topic: Topic
    trained_on: date
    learner: Annotated[str, MinLen(1)]


@stage_act(STAGE, "train")
def train(
    said: Taught,
    design: SystemDesign,
    earlier: TrainingRecord | None,
    documents: HandoverDocuments | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[TrainingRecord, TrainedCustomer | None]:
    """Tick a topic off that the customer has learned; the last one needs all documents, too."""
    if said.trained_on > now.date():
        raise ActRefusedError(f"trained_on is {said.trained_on}, which has not come yet.")
    done = TrainedTopic(
        topic=said.topic, trained_on=said.trained_on, trained_by=case.person, learner=said.learner
    )
    others = (
        tuple(each for each in earlier.topics if each.topic is not said.topic) if earlier else ()
    )
    record = TrainingRecord(topics=(*others, done), required=topics_for(design))
    if record.missing:
        return record, None
    return record, _trained(record, documents)


def topics_for(design: SystemDesign) -> tuple[Topic, ...]:
    """Return the topics that a system needs: without a battery, no reserve."""
    return tuple(each for each in Topic if each is not Topic.RESERVE or design.battery)


def _trained(record: TrainingRecord, documents: HandoverDocuments | None) -> TrainedCustomer:
    missing = documents.missing if documents else tuple(DocumentKind)
    if documents is None or missing:
        raise ActRefusedError(
            f"The customer still needs {', '.join(missing)}. Hand them over first, then tick off "
            "the last topic."
        )
    return TrainedCustomer(
        topics=record.topics,
        documents=len(documents.documents),
        trained_on=max(each.trained_on for each in record.topics),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How likely the customer is to recommend it, from 0 to 10, and why."""

    score: Annotated[int, Ge(0), Le(10)]
    words: str = ""


@stage_act(STAGE, "satisfaction")
def satisfaction(said: Said, case: CaseFacts, now: datetime) -> OnboardingSatisfaction:
    """Record what the customer says of the whole way, from 0 to 10 and in words."""
    return OnboardingSatisfaction(
        score=said.score, words=said.words, asked_at=now, asked_by=case.person
    )
