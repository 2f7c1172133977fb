"""Tests of the room of tasks and replies."""
