"""What customers have agreed to."""
