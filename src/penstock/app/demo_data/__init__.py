"""A company that was played: synthetic cases, worked through the engine that works real ones."""
