"""Streams with code: one package each, which never import each other."""
