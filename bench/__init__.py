"""Measurements: `make bench` prints them; see docs/performance.md for what they mean."""
