"""Compares what a spreadsheet says with what is remembered, and takes the difference in at one stroke."""
