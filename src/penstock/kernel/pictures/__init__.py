"""Markup and measured type of pictures, which architecture and sciences draw alike."""
