"""The council that decides on policies: proposals, approvals, and which policies are in force."""
