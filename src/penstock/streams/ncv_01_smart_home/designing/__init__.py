"""What fits a home, which devices it gets, and what they may save: decided apart from the case."""
