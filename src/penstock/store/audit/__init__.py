"""Where the audit log is kept: beside the cases, in memory, SQLite or PostgreSQL."""

from penstock.store.audit.book import AuditBook, verified
from penstock.store.audit.pages import Pages

__all__ = ["AuditBook", "Pages", "verified"]
