"""The use case of taking in the log of another system."""
