"""Tickets: what is wrong with something a customer has, what was tried, and what it was."""
