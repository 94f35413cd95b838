"""Telling people and programs what happens in cases while it happens."""
