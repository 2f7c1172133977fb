"""Telegram: python-telegram-bot's Bot client over our own transport, poll loop and webhook."""

import os

# The library's own switch for giving spans of time as timedelta; without it each use warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")
