"""What may be read and done under which hat, decided by policies that people can read."""
