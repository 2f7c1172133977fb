"""The running: the only place that knows the clock, the network, tasks and signals."""
