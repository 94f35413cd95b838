"""A register of people, begun as a company begins it, for journeys."""

FOUND = ("people", "found", "HR", "HR Business Partner", "--reason", "begins", "--as", "Bea")
"""The first act: Bea enters HR, who enters everybody else."""
