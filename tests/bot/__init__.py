"""Tests of the running: channels, delivery, schedule, sandbox, commands."""
