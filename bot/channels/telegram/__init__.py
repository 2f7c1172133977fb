"""Telegram: python-telegram-bot's Bot client over our own transport, poll loop and webhook."""
