"""Validating, estimating and editing: what is wrong in meter data, and what is put in its place."""
