"""Monthly bills: read, held against each other, and spread over a year."""
