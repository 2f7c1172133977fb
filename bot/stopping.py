"""How a running bot is told to stop: by a signal, or because one of its loops has crashed."""

import asyncio
import signal

from bot.app import App


def stop_on_signals(app: App) -> None:
    """From now on SIGTERM and Ctrl+C ask the bot to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT"):
        try:
            loop.add_signal_handler(getattr(signal, name), app.ending.set)
        except NotImplementedError:  # Windows: Ctrl+C arrives as KeyboardInterrupt
            break


async def until_told_to_stop(app: App) -> None:
    """Wait until a signal comes or the bot cannot go on; stopping it is left to the caller."""
    stop_on_signals(app)
    await app.ending.wait()
