"""What is done for homes by itself, again and again: nobody has to call it."""
