"""The channels on which people are reached: one folder each, all the same from outside."""
