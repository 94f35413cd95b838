"""The commands of `penstock tariff`."""
