"""The council of a company: who belongs to it, what it was asked, and what it approved."""
