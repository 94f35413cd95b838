"""What stages of many streams share and no stream owns: quotes, signatures, appointments."""
