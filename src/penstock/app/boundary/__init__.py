"""The boundary of a company: its policies, its roles, and the scenarios of its council."""
