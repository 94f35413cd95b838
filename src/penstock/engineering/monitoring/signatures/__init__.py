"""How each reason shows itself in readings: one module a reason."""
