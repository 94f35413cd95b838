"""Cases: looking at them, and what is done to them."""
