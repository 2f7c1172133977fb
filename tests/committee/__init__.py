"""Tests of the rules: pure functions, so every one of them is a table or a property."""
