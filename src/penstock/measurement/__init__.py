"""What the log of cases says: key metrics, ways through the stages, flow and waiting."""
