"""Key metrics, and how cases flow: every number with the way to its cases."""
