"""Allocation of shared cost to legal entities: exact to the cent, and traceable to its source."""
