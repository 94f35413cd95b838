"""Devices in homes: who they are, what they announce and say, and what is wrong with them."""
