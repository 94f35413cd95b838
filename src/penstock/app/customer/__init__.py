"""What a customer sees of their case: in plain words, and nothing of anybody else."""
