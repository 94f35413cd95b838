"""The interconnection queue: read from files and cases, listed, reordered, compared."""
