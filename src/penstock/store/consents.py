"""Consents in a database: each version a row, found by its customer."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from penstock.delivery.canonical import writer
from penstock.delivery.forms import reader
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import StaleVersionError
from penstock.store.database import Database, failures_as_sentences
from penstock.store.tables import CONSENT, CONSENT_TEXT

_LATEST = select(func.max(CONSENT.c.version)).where(CONSENT.c.id == bindparam("of_id"))
_VERSIONS = (
    select(CONSENT.c.content).where(CONSENT.c.id == bindparam("of_id")).order_by(CONSENT.c.version)
)
_later = CONSENT.alias("later")
OF_CUSTOMER = (
    select(CONSENT.c.content)
    .where(CONSENT.c.customer == bindparam("of_customer"))
    .where(
        ~select(_later.c.id)
        .where(_later.c.id == CONSENT.c.id, _later.c.version > CONSENT.c.version)
        .exists()
    )
    .order_by(CONSENT.c.id)
)
_KEPT = select(func.count()).select_from(CONSENT)
_CUSTOMERS = select(CONSENT.c.customer).distinct()
_WORDS = select(CONSENT_TEXT.c.words).where(CONSENT_TEXT.c.sha256 == bindparam("of_sha256"))


class SqlConsents:
    """Keeps consents beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._customers: tuple[object, frozenset[str]] | None = None

    def keep(self, consent: Consent, *, words: str = "") -> None:
        """Keep a version of a consent; the next decision in any process goes by it.

        Raises:
            StaleVersionError: It does not follow the version that is kept.
        """
        row = {
            "id": consent.id,
            "version": consent.version,
            "customer": consent.customer,
            "content": _write(consent),
        }
        with failures_as_sentences(self._database), self._database.working() as session:
            dialect = session.dialect.name
            (found,) = session.first(_LATEST, {"of_id": consent.id})
            kept = found or 0
            if consent.version != kept + 1 or not session.first(_new(CONSENT, dialect), row):
                raise StaleVersionError(consent, latest=kept)
            if words:
                text = {"sha256": consent.text_sha256, "words": words}
                session.run(_new(CONSENT_TEXT, dialect), text)

    def of_customer(self, customer: str) -> Sequence[Consent]:
        """Return the consents of a customer, each at its latest version, in the order of ids."""
        return self._read(OF_CUSTOMER, {"of_customer": customer})

    def count(self) -> int:
        """Return how many versions are kept: as none is ever removed, it tells of any change."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            return int(connection.execute(_KEPT).scalar() or 0)

    def customers(self) -> frozenset[str]:
        """Return the customers who ever gave a consent; read anew after another version is kept."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            kept = connection.execute(_KEPT).scalar()
            known = self._customers
            if known is None or known[0] != kept:
                found = connection.execute(_CUSTOMERS).scalars()
                known = self._customers = (kept, frozenset(found))
        return known[1]

    def versions(self, consent_id: str) -> Sequence[Consent]:
        """Return all versions of a consent, the first one first; none where there is none."""
        return self._read(_VERSIONS, {"of_id": consent_id})

    def words(self, text_sha256: str) -> str | None:
        """Return the text with a fingerprint, as it was kept; None where there is none."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            found: str | None = connection.execute(_WORDS, {"of_sha256": text_sha256}).scalar()
        return found

    def _read(self, statement: Executable, values: dict[str, Any]) -> tuple[Consent, ...]:
        with failures_as_sentences(self._database), self._database.reading() as connection:
            contents = connection.execute(statement, values).scalars().all()
        return tuple(map(consent_from_json, contents))


_write: Callable[[Consent], str] = writer(Consent)


def consent_from_json(text: str) -> Consent:
    """Return the consent that its canonical form says."""
    import json

    consent: Consent = reader(Consent)(json.loads(text))
    return consent


@cache
def _new(table: Table, dialect: str) -> Executable:
    """Return what inserts a row unless its key is there; it returns the key."""
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values: dict[str, Any] = {each.name: bindparam(each.name) for each in table.columns}
    key = next(iter(table.primary_key))
    return new(table).values(values).on_conflict_do_nothing().returning(key)
