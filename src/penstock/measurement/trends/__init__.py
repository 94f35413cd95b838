"""How work develops: what is on the way, how old it is, and what is out of bounds."""
