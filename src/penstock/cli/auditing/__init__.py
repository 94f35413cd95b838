"""The commands about the audit log."""
