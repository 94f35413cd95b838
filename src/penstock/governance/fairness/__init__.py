"""Whether one group waits longer than another: the statistics of service levels and queues."""
