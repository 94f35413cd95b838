"""What the two sides owe everybody alike, whoever asks: pure rules of conduct."""
