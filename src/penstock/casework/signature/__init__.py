"""Electronic signatures: what was signed, by whom, when, and why a signature is void."""
