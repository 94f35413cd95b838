"""A broker of MQTT 3.1.1 inside the program: users, topics, bounds, and what survives a stop."""
