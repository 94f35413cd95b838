"""Offers that a customer may accept: lines, validity, versions."""
