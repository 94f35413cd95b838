"""Scenarios: what a council expects of the policies, written in words, a line each."""
