"""Taking in what the devices of homes say: kept before it is acknowledged, sorted afterwards."""
