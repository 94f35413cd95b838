"""Penstock reads value streams from Markdown and tells what is wrong and what depends on what."""
