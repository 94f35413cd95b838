"""How long something may take: one clock for deadlines of cases and for what units promise."""
