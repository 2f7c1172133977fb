"""Tests mirror the tree; conversations are in journeys/, the rules of the house in house/."""
