"""Usage data: files opened, read, cleaned and reported."""
