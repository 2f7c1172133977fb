"""Tests of the words that go out and come in."""
