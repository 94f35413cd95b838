"""The work of the stages: thin, over casework and the sciences."""
