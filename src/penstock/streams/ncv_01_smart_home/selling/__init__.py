"""What selling decides, apart from the case: quotes, eligibility, signatures, deposits."""
