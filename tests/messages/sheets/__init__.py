"""Tests of the import: real files of every kind that secretaries send, and what is read from them."""
