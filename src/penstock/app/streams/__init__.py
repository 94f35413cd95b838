"""What the program provides to the code of streams: ports, fulfilled."""
