"""Consents, decisions of the boundary, and the audit log: read, and on record who reads."""
