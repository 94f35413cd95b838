"""What happens in cases, told while it happens."""
