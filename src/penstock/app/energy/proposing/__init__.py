"""Proposals: a customer's use, a roof, a tariff and ways of paying come together."""
