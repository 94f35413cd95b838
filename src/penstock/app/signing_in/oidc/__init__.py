"""People whom another provider knows sign in with OpenID Connect."""
