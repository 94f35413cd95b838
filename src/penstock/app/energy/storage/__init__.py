"""Batteries tried on a customer's files: usage, roof or yield, and tariff."""
