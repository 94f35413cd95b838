"""What a running system should give under the weather that was measured, and why it does not.

Nothing here is learned: each reason has a signature that follows from physics, and a threshold that
says so.
"""
