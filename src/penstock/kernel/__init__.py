"""The words every part uses: identifiers, places and findings, without input, output or clock."""
