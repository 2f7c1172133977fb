"""Tests of what sends: pure parts by example, the whole over HTTP against the sandbox's server."""
