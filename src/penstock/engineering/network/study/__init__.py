"""What one generator does to a feeder, criterion by criterion, with the engineering basis."""
