"""What may cross between the company's sides, who answers for it, and what is owed."""
