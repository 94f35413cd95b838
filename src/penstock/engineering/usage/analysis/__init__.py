"""What a load tells: base, peaks, seasons, times of use, and what the weather does to it."""
