"""The work of the procedure: thin, over casework and the sciences."""
