"""Tariffs: what a year of energy costs under a price list, line by line and to the cent."""
