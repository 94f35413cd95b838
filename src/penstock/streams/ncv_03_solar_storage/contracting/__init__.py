"""What the contract stage decides, apart from the case: approval, closing, voiding, cancelling."""
