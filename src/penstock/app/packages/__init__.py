"""Packages with code for streams: which are installed, what their code is, what checks hear."""
