"""Warm and cool enough for those who live there, and cheap where the tariff allows it."""
