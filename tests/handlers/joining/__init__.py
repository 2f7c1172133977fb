"""Tests of the room of joining."""
