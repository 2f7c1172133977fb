"""Tests of the sandbox's server, over real HTTP."""
