"""The page with the phones, driven in a real headless Chromium."""
