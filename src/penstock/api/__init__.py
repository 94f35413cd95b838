"""The HTTP API: JSON and addresses, translated into the use cases that everybody shares."""
