"""Records of key metrics as checks see them."""

from pathlib import Path

from penstock.app.checking import check, plan
from penstock.app.loading import reference_company
from penstock.app.measuring.form import MetricForm
from penstock.app.measuring.noticing import KEYS, KINDS, noticed
from penstock.measurement.metrics.records import Kind

PLACE = "performance/key-metrics/TST-01.toml"


def _write(folder: Path, text: str) -> Path:
    file = folder / PLACE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_checks_know_the_keys_and_kinds_that_records_can_have() -> None:
    fields = MetricForm.model_fields.items()

    assert {field.alias or name for name, field in fields} == KEYS
    assert set(Kind) == KINDS


def test_a_folder_without_files_has_nothing_written() -> None:
    assert noticed(Path("nowhere")) is None


def test_faults_are_told_with_file_and_line(tmp_path: Path) -> None:
    text = 'stream = "TST-01"\n[[metric]]\nname = "Laying time"\nknid = "mean"\n'

    written = noticed(_write(tmp_path, text))

    assert written is not None
    keys = ", ".join(sorted(KEYS))
    assert written.faults == (
        f"{PLACE}:4 has the key knid, which says nothing. A record has: {keys}.",
        f"{PLACE}:2 has no kind. Write it.",
        f"{PLACE}:2 does not say where its numbers come from. Write from, item or needs.",
    )


def test_a_file_that_is_no_toml_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    written = noticed(_write(tmp_path, "stream = = 1"))

    assert written is not None
    (fault,) = written.faults
    assert fault.startswith(f"{PLACE} cannot be read: ")


def test_what_a_record_names_is_noticed(tmp_path: Path) -> None:
    text = """stream = "TST-01"
[[metric]]
name = "Laying time"
stage = "TST-01.1"
kind = "duration"
unit = "business days"
from = { stage = "TST-01.2", at = "entered" }
item = "Roof"
of = "Tiles"
owner = "Foreman"
"""

    written = noticed(_write(tmp_path, text))

    assert written is not None
    ((metric,),) = written.metrics.values()
    assert metric.stages == ("TST-01.2",)
    assert metric.items == ("Roof", "Tiles")
    assert metric.owner == "Foreman"
    assert metric.counts_business_time
    assert metric.place == f"{PLACE}:2"


def test_a_key_metric_of_a_table_without_a_record_is_found_by_a_check(tmp_path: Path) -> None:
    _write(tmp_path, 'stream = "TST-01"\n[[metric]]\nname = "Laying"\nkind = "mean"\nneeds = "a"\n')
    table = "# Roofs\n\n**Value Stream ID:** TST-01\n\n| Stage ID | Stage Name | Key Metrics |\n"
    table += "| :--- | :--- | :--- |\n| **TST-01.1** | **Lay** | Laying time |\n"
    (tmp_path / "stages.md").write_text(table, encoding="utf-8")

    report = check(tmp_path, plan(tmp_path, select=["KPI-004", "KPI-005"]))

    assert [each.rule for each in report.findings] == ["KPI-005", "KPI-004"]


def test_every_key_metric_of_the_reference_company_has_a_record() -> None:
    folder = reference_company()

    report = check(folder, plan(folder, select=["KPI"]))

    assert list(report.findings) == []
