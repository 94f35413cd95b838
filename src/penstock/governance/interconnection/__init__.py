"""The interconnection queue: who is studied when, by which checks, and whether all wait alike."""
