"""Who asks, by which campaign, whether twice, and how well it fits: decided apart from cases."""
