"""Use cases, wiring and settings; the only package that reads the clock and the environment."""
