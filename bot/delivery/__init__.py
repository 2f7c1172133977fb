"""Keeps promises: claims a row, waits its turn, sends it, and records how it ended."""
