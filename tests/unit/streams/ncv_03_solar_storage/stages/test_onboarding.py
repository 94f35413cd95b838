from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items.activation import (
    DocumentKind,
    HandoverDocuments,
    Topic,
    TrainedCustomer,
    TrainingRecord,
)
from penstock.streams.ncv_03_solar_storage.stages.onboarding import (
    Handed,
    Said,
    Taught,
    documents_for,
    hand_over,
    satisfaction,
    topics_for,
    train,
)
from tests.unit.streams.ncv_03_solar_storage.built import CASE, DESIGN

NOW = datetime(2026, 7, 10, 12, tzinfo=UTC)
WITHOUT_BATTERY = replace(DESIGN, battery=None)


def all_documents() -> HandoverDocuments:
    found: HandoverDocuments | None = None
    for kind in documents_for(DESIGN):
        _, found = hand_over(Handed(kind=kind, name=kind), b"%PDF-1", DESIGN, found, CASE, NOW)
    assert found is not None
    return found


def taught(
    *topics: Topic, documents: HandoverDocuments | None
) -> tuple[TrainingRecord, TrainedCustomer | None]:
    record: TrainingRecord | None = None
    customer = None
    for topic in topics:
        said = Taught(topic=topic, trained_on=date(2026, 7, 9), learner="Mia")
        record, customer = train(said, DESIGN, record, documents, CASE, NOW)
    assert record is not None
    return record, customer


def test_what_is_missing_of_the_documents_is_known() -> None:
    _, found = hand_over(
        Handed(kind=DocumentKind.MANUAL, name="Manual"), b"%PDF-1", DESIGN, None, CASE, NOW
    )

    assert len(found.missing) == len(DocumentKind) - 1


def test_a_document_that_is_handed_over_again_takes_the_place_of_the_first() -> None:
    first = all_documents()

    _, found = hand_over(
        Handed(kind=DocumentKind.MANUAL, name="Manual, new"), b"%PDF-2", DESIGN, first, CASE, NOW
    )

    assert len(found.documents) == len(first.documents)
    assert found.documents[-1].name == "Manual, new"
    assert found.documents[-1].sha256 != first.documents[-2].sha256


def test_without_a_battery_nobody_needs_its_warranty_or_learns_of_its_reserve() -> None:
    assert DocumentKind.BATTERY_WARRANTY not in documents_for(WITHOUT_BATTERY)
    assert Topic.RESERVE not in topics_for(WITHOUT_BATTERY)
    with pytest.raises(ActRefusedError, match="needs no battery warranty"):
        hand_over(
            Handed(kind=DocumentKind.BATTERY_WARRANTY, name="it"),
            b"%PDF",
            WITHOUT_BATTERY,
            None,
            CASE,
            NOW,
        )


def test_an_empty_file_is_no_document() -> None:
    with pytest.raises(ActRefusedError, match="is empty"):
        hand_over(Handed(kind=DocumentKind.MANUAL, name="Manual"), b"", DESIGN, None, CASE, NOW)


def test_a_customer_is_trained_when_all_topics_and_documents_are_there() -> None:
    record, customer = taught(*Topic, documents=all_documents())

    assert record.missing == ()
    assert customer is not None
    assert customer.documents == len(documents_for(DESIGN))


def test_some_topics_train_nobody_and_are_kept() -> None:
    record, customer = taught(Topic.ALARMS, Topic.BILL, documents=None)

    assert customer is None
    assert len(record.topics) == 2


def test_the_last_topic_waits_for_the_documents() -> None:
    with pytest.raises(ActRefusedError, match="still needs as-built drawings"):
        taught(*Topic, documents=None)


def test_a_topic_of_tomorrow_is_not_learned() -> None:
    said = Taught(topic=Topic.BILL, trained_on=date(2026, 7, 11), learner="Mia")

    with pytest.raises(ActRefusedError, match="has not come yet"):
        train(said, DESIGN, None, None, CASE, NOW)


def test_satisfaction_says_who_asked_and_when() -> None:
    found = satisfaction(Said(score=9, words="Quick."), CASE, NOW)

    assert (found.score, found.asked_by, found.asked_at) == (9, "Ivo", NOW)
