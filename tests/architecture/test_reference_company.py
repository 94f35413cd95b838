"""The reference company is whole, agrees with itself, and carries the facts it stands for."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from penstock.app.loading import load
from penstock.architecture.checks import RULES, run
from penstock.architecture.checks.rule import Subject
from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    KeyMetric,
    Kind,
    OperatingModelElement,
    Part,
    Product,
    RelationKind,
    Role,
    Stage,
    ValueStream,
)
from penstock.architecture.reading import Reading
from penstock.kernel.terms import key_of

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def reading(reference_company: Path) -> Reading:
    return load(reference_company)


@pytest.fixture(scope="module")
def company(reading: Reading) -> Architecture:
    return reading.architecture


def _facts(shared_folder: Path, name: str) -> list[dict[str, str]]:
    with (shared_folder / "facts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_rule_finds_anything(reading: Reading) -> None:
    findings = run(Subject(reading=reading, as_of=AS_OF), RULES)

    assert [f"{finding.place}: {finding.rule} {finding.message}" for finding in findings] == []


def test_each_information_item_can_have_a_class_of_its_own(company: Architecture) -> None:
    stages = company.stated(Stage)
    terms = {each.text for stage in stages for each in (*stage.inputs, *stage.outputs)}

    assert len({key_of(term) for term in terms}) == len(terms) == 623


def test_every_row_and_field_is_understood(reading: Reading) -> None:
    missed = {
        path: sorted(lines - reading.understood[path])
        for path, document in reading.folder.documents.items()
        for lines in [
            {row.line for table in document.tables for row in table.rows}
            | {field.line for field in document.fields}
        ]
        if lines - reading.understood[path]
    }
    assert missed == {}


@pytest.mark.parametrize(
    ("of", "count"), [(ValueStream, 29), (Stage, 196), (Product, 24), (KeyMetric, 37)]
)
def test_the_company_is_whole(company: Architecture, of: type[Element], count: int) -> None:
    assert len(company.all(of)) == count


def test_every_capability_that_a_stage_needs_is_catalogued(company: Architecture) -> None:
    known = company.all(Capability)

    needed = {relation.source.id for relation in company.of_kind(RelationKind.ENABLES)}
    assert needed - set(known) == set()


def test_every_stage_has_roles_that_are_catalogued(company: Architecture) -> None:
    roles = company.all(Role)
    done = {
        relation.target.id: relation.source.id
        for relation in company.of_kind(RelationKind.RESPONSIBLE)
        if relation.source.id in roles
    }
    assert set(company.all(Stage)) - set(done) == set()


@pytest.mark.parametrize(("part", "count"), [(Part.COMPONENT, 5), (Part.INTERFACE, 4)], ids=str)
def test_the_operating_model_has_its_parts(company: Architecture, part: Part, count: int) -> None:
    parts = [each for each in company.stated(OperatingModelElement) if each.part is part]

    assert len(parts) == count


def test_streams_carry_the_names_and_stakeholders_of_the_facts(
    company: Architecture, shared_folder: Path
) -> None:
    streams = company.all(ValueStream)
    for fact in _facts(shared_folder, "value_streams"):
        stream = streams[fact["stream_id"]]
        assert stream.name == fact["name"]
        assert stream.triggering_stakeholder is not None
        assert stream.triggering_stakeholder.text == fact["triggering_stakeholder"]
        assert len(company.stages_of(stream.id)) == int(fact["stages"])


def test_stages_carry_the_names_and_metrics_of_the_facts(
    company: Architecture, shared_folder: Path
) -> None:
    named = {(stage.stream_id, stage.name): stage for stage in company.all(Stage).values()}
    for fact in _facts(shared_folder, "stages"):
        stage = named[fact["stream_id"], fact["stage_name"]]
        wanted = set(re.split(r",\s*|\s*\(e\.g\.,\s*", fact["key_metrics"]))
        metrics = ", ".join(metric.text for metric in stage.metrics)
        assert {word for word in wanted if word.rstrip(")") not in metrics} == set()


def test_products_are_mapped_as_the_facts_say(company: Architecture, shared_folder: Path) -> None:
    delivers = {
        relation.target.id: relation.source.id
        for relation in company.of_kind(RelationKind.DELIVERS)
        if relation.target.kind is Kind.PRODUCT
    }
    for fact in _facts(shared_folder, "product_value_streams"):
        primary = fact["primary_value_stream"].partition(":")[0]
        assert delivers[fact["product_id"]] == primary or not primary


def test_key_metrics_carry_baseline_and_target(company: Architecture, shared_folder: Path) -> None:
    stated = {
        (metric.stream_id, metric.name): (metric.baseline, metric.target)
        for metric in company.all(KeyMetric).values()
    }
    for fact in _facts(shared_folder, "kpis"):
        baseline, target = stated[fact["stream_id"], fact["kpi"]]
        assert baseline is not None
        assert target is not None
        assert (baseline.text, target.text) == (fact["baseline"], fact["target_2030"])


def test_no_sentence_is_copied_from_the_real_documents(
    reading: Reading, shared_folder: Path
) -> None:
    own = " ".join(doc.source.text for doc in reading.folder.documents.values()).casefold()
    sentences = {
        sentence.strip()
        for path in (shared_folder / "documents").rglob("*.md")
        for sentence in re.findall(r"[A-Z][^|*#\n.]{70,}\.", path.read_text(encoding="utf-8"))
    }
    assert {sentence for sentence in sentences if sentence.casefold() in own} == set()
