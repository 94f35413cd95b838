"""The pages themselves; each module declares its own."""
