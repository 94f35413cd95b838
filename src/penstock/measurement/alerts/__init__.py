"""Alerts: key metrics that missed their target or left their usual variation, as tasks."""
