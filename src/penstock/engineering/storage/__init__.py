"""Batteries: their dispatch against a tariff, ageing, sizes that pay, and hours without a grid."""
