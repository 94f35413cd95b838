"""What checks find when a package is really installed."""

from datetime import date
from pathlib import Path

import pytest

from penstock.app.checking import check, plan
from tests import stream_acts
from tests.stream_packages import MANIFEST, STAGES, Install

OTHERS = "".join(
    f'\n[stages."NCV-03.{number}"]\nstatus = "by-hand"\nbecause = "people"\n'
    for number in range(2, 8)
)


def _found(folder: Path) -> list[str]:
    chosen = plan(folder, select=["COD"], ignore=["COD-009"], as_of=date(2026, 11, 20))
    report = check(folder, chosen)
    return [f"{each.rule} {each.message}" for each in report.findings]


def test_a_package_that_agrees_is_found_good(install: Install, reference_company: Path) -> None:
    install(manifest=MANIFEST + OTHERS)

    assert _found(reference_company) == []


def test_a_package_for_a_stream_that_has_another_name_is_told(
    install: Install, reference_company: Path
) -> None:
    install(
        manifest=MANIFEST.replace('"NCV-03"\n', '"NCV-03"\nname = "Rooftop Solar"\n', 1) + OTHERS
    )

    (found,) = _found(reference_company)

    assert "is about NCV-03 “Rooftop Solar”, and the documents call it “Distributed" in found


def test_what_penstock_brings_is_not_held_against_another_company_s_stream() -> None:
    assert _found(Path("examples/first-check")) == []


def test_what_penstock_brings_agrees_with_the_reference_company(reference_company: Path) -> None:
    assert _found(reference_company) == []


def test_stages_that_a_package_forgets_are_found(install: Install, reference_company: Path) -> None:
    install()

    found = _found(reference_company)

    assert [each[:7] for each in found] == ["COD-001"] * 6
    assert "stream.toml says nothing of stage NCV-03.7 System Activation" in found[-1]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"stages": "import surely_not_there"}, "COD-003 The work of stage NCV-03.1, "),
        ({"manifest": "id ="}, "COD-003 The code of stream NCV-03 in package_"),
        (
            {"stages": STAGES.replace(", bills: CustomerEnergyBills", "")},
            "COD-004 Stage NCV-03.1 takes in “Customer energy bills”, and its work package_",
        ),
        (
            {"manifest": MANIFEST.replace("non-regulated", "regulated") + OTHERS},
            "COD-005 The work of stage NCV-03.1, package_",
        ),
        ({"manifest": f'{MANIFEST}{OTHERS}\n[stages."NCV-03.8"]\nstatus = "exempt"'}, "COD-002 "),
    ],
)
def test_what_does_not_agree_is_found(
    install: Install, reference_company: Path, texts: dict[str, str], message: str
) -> None:
    install(**({"manifest": MANIFEST + OTHERS} | texts))

    (found,) = _found(reference_company)

    assert found.startswith(message)


def test_a_package_is_not_run_for_documents_without_its_stream(
    install: Install, tmp_path: Path
) -> None:
    install(stages="raise SystemExit")
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.md").write_text("# Nothing\n", encoding="utf-8")

    assert _found(documents) == []


def test_a_package_in_the_place_of_ours_is_noted(install: Install, reference_company: Path) -> None:
    install(manifest=MANIFEST + OTHERS)

    chosen = plan(reference_company, select=["COD-009"], as_of=date(2026, 11, 20))
    (note,) = check(reference_company, chosen).findings

    assert "takes the place of penstock.streams.ncv_03_solar_storage for NCV-03" in note.message


def test_acts_papers_and_ports_are_held_against_the_documents(
    install: Install, reference_company: Path
) -> None:
    fit = stream_acts.MANIFEST + OTHERS
    install(stages=stream_acts.STAGES, manifest=fit)
    assert _found(reference_company) == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (', "Delivery note"]', "]", "COD-007 The act “receive” of NCV-03.1"),
        ('"Delivery note"]', '"Delivery note", "Receipt"]', "COD-006"),
        ('"Delivery note"]', '"Delivery note", "Qualified lead"]', "COD-006"),
        ('"stages:Suppliers" = "stages:suppliers"', "", "COD-008 The act “order” of NCV-03.1"),
    ],
)
def test_an_act_paper_or_port_that_cannot_be_used_is_found(
    install: Install, reference_company: Path, before: str, after: str, message: str
) -> None:
    manifest = stream_acts.MANIFEST.replace(before, after) + OTHERS
    install(stages=stream_acts.STAGES, manifest=manifest)

    (found,) = _found(reference_company)

    assert found.startswith(message)


def test_a_type_of_others_whose_values_would_not_stay_the_same_is_found(
    install: Install, reference_company: Path
) -> None:
    stages = STAGES.replace(
        "class CustomerInquiry:\n    power_kw: Decimal",
        "class CustomerInquiry:\n    power_kw: list[str]",
    )
    install(stages=stages, manifest=MANIFEST + OTHERS)

    (found,) = _found(reference_company)

    assert found.startswith("COD-003 The code of stream NCV-03")
    assert "holds a list, which can be changed" in found
