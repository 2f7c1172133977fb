"""Tests of what happens by time."""
