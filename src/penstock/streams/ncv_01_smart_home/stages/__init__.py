"""What people do in the stages of NCV-01."""
