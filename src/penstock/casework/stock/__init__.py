"""The company's own stock: what lies there, what is kept for whom, and what has to be ordered."""
