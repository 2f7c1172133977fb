"""Zalo as a channel, over HTTP against the sandbox and against servers that answer anything."""
