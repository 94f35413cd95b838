"""The audit log: who asked for what and why, in a chain of hashes under signed heads."""
