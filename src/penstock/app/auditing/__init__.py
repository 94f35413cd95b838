"""The audit log of a database, with the key file that belongs to it."""

from penstock.app.auditing.opening import audit_log, opened_log
from penstock.app.auditing.verifying import Verified, verify_log

__all__ = ["Verified", "audit_log", "opened_log", "verify_log"]
