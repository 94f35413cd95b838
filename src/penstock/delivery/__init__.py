"""Cases moving through stages: commands become events, and a plan says what comes next."""
