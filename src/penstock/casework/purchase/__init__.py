"""Buying parts: what is needed, from whom, what came, what went back, and what is paid."""
