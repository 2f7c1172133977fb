"""Tests of the rooms: who says what, and what is promised then."""
