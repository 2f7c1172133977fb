"""Sets up the log: one line per event on standard error, with every token blotted out."""

import logging
import re
from collections.abc import Iterable

BLOT = "«token»"
_TOKEN_SHAPE = re.compile(r"\b\d{5,20}:[A-Za-z0-9_-]{16,}|(?<=/bot)\d+:[A-Za-z0-9_-]+")


class Redaction(logging.Filter):
    """Blots out the secrets it is told of, and whatever looks like a token, in messages and tracebacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = sorted((s for s in secrets if len(s) >= 4), key=len, reverse=True)

    def blot(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, BLOT)
        return _TOKEN_SHAPE.sub(BLOT, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record in place; never drops one."""
        message = self.blot(record.getMessage())
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.blot(record.exc_text)
        record.msg, record.args = message, None
        return True


def set_up_logs(level: str, secrets: Iterable[str]) -> None:
    """One handler on the root logger; the filter sits on the handler, which sees every child's records."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    handler.addFilter(Redaction(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # These write every address, and with it the token, at INFO.
    for noisy in ("httpx", "httpcore", "aiohttp.access", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
