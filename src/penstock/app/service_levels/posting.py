"""Credits on their way into the ledger: a journal that says whose books they go through."""

from pathlib import Path

from penstock.app.service_levels.form import BooksForm, ServiceLevelsForm, read_form
from penstock.app.service_levels.reading import AGREEMENTS, FOLDER
from penstock.app.tabular import UnfitFileError
from penstock.governance.allocation.entities import LegalEntity, read_company
from penstock.governance.allocation.problems import AllocationRefusedError, Problems
from penstock.governance.allocation.run_files import journal_table
from penstock.governance.service_levels.crediting import Books, credit_lines
from penstock.governance.service_levels.reporting import Report


def journal_of(report: Report, folder: Path) -> bytes:
    """Return the credits of a report as a journal in CSV, the same bytes for the same report.

    Args:
        report: The period.
        folder: The folder of the documents.

    Raises:
        UnfitFileError: The agreements do not say whose books the credits go through, or the cost
            allocation manual that they name does not know these entities.
    """
    file = folder / FOLDER / AGREEMENTS
    said = read_form(file, ServiceLevelsForm).books
    if said is None:
        because = "it has no [books], which say whose books a credit goes through."
        raise UnfitFileError(file, [because])
    entities = _entities(file, said)
    reasons = [
        f"[books] name {name}, which {said.manual} does not know."
        for name in sorted({said.provider, *said.consumer.values()} - entities.keys())
    ]
    reasons += [
        f"[books] do not say which legal entity {unit} is."
        for unit in sorted({each.consumer for each in report.credits} - said.consumer.keys())
    ]
    if reasons:
        raise UnfitFileError(file, reasons)
    books = {unit: _books(said.provider, name, entities) for unit, name in said.consumer.items()}
    return journal_table(credit_lines(report, books, entities=entities))


def _entities(file: Path, said: BooksForm) -> dict[str, LegalEntity]:
    problems = Problems()
    folder = file.parent / said.manual
    try:
        files = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
        found = read_company(files, problems)
        problems.refuse_if_any()
    except (OSError, AllocationRefusedError) as error:
        raise UnfitFileError(file, [f"{said.manual} cannot be read: {error}"]) from error
    return dict(found.entities)


def _books(provider: str, consumer: str, entities: dict[str, LegalEntity]) -> Books:
    accounts = (entities[provider].income_account, entities[consumer].expense_account)
    return Books(provider=provider, consumer=consumer, accounts=accounts)
