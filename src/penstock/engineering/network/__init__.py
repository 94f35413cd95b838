"""Distribution feeders: power flow, what a generator does to them, and how much they can take."""
