"""Announcements at the desk, with a real database."""
