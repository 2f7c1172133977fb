"""Zalo: a client of our own for Zalo bots, the poll, the webhook, and the dress of messages."""
