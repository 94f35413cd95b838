"""The report of a result, whatever its kind: one use case for pages and the API."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from penstock.app.cases.usecases import Cases
from penstock.app.results.case_file import CaseFile
from penstock.app.results.designs import design_report
from penstock.app.results.energy import energy_report
from penstock.app.results.home_quotes import quote_document, quote_report
from penstock.app.results.interconnection import interconnection_report
from penstock.app.results.kinds import (
    DESIGNS,
    ENERGY,
    HOMES,
    PROPOSALS,
    STUDIES,
    NoSuchResultError,
    ResultKind,
)
from penstock.app.results.proposals import proposal_document, proposal_report
from penstock.app.results.recordings import Recording
from penstock.app.results.report import Report


def _offer_report(file: CaseFile, version: int | None = None) -> Report:
    is_home = file.shown.case.stream_id == HOMES
    return quote_report(file, version) if is_home else proposal_report(file, version)


_REPORTS: Mapping[str, Callable[[CaseFile, int | None], Report]] = {
    ENERGY.key: energy_report,
    DESIGNS.key: design_report,
    PROPOSALS.key: _offer_report,
    STUDIES.key: interconnection_report,
}


def report_of(cases: Cases, kind: ResultKind, case_id: str, version: int | None = None) -> Report:
    """Return a result of a case as somebody may see it, by default its newest version.

    Raises:
        NoSuchCaseError: There is no such case, as far as they may know.
        NoSuchResultError: It holds no such result.
        DeniedError: They may know of the result, and not read it.
        UnfitItemError: What was recorded does not fit its type.
    """
    file = CaseFile.of(cases, case_id)
    if not kind.item_in(file.shown.case):
        raise NoSuchResultError(
            f"{file.case_id} holds no result of the kind “{kind.name}” yet: nothing is recorded."
        )
    return _REPORTS[kind.key](file, version)


def document_of(file: CaseFile, version: int | None = None) -> bytes | None:
    """Return the PDF of an offer's version; None where the case holds none with its hash.

    Raises:
        NoSuchResultError: There is no such version.
        DeniedError: Whoever asks may not read it.
    """
    is_home = file.shown.case.stream_id == HOMES
    return quote_document(file, version) if is_home else proposal_document(file, version)


def as_json(report: Report) -> dict[str, Any]:
    """Return a result as a document: what was recorded, and what it was made of."""
    return {
        "kind": report.kind.key,
        "case": report.case_id,
        "customer": report.customer,
        **_plain(report.recording),
        "counts": report.counts,
        "finding": report.finding,
        "status": [asdict(each) for each in report.marks],
        "method": report.method,
        "made_of": [{**_plain(each.recording), "is_read": each.is_read} for each in report.made_of],
        "versions": [_plain(each) for each in report.versions],
        "withheld": [asdict(each) for each in report.withheld],
        "recorded": report.value,
    }


def _plain(recording: Recording) -> dict[str, Any]:
    return {
        "item": recording.item,
        "version": recording.version,
        "sha256": recording.sha256,
        "recorded_at": recording.at.isoformat(),
        "recorded_by": recording.by,
    }
