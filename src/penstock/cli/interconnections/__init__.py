"""The commands about interconnection."""
