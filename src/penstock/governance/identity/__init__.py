"""Who somebody is: accounts, sessions, tokens, passkeys, and how often a secret may be guessed."""
