"""Runs a sender that dies at its n-th step, each in a process of its own: reads "DATABASE STEP" line by line.

A step is whatever runs between two awaits of the send path. Nothing in the bot knows of it: a task factory
counts the steps from outside. For each line one is answered: the exit status, 0 when everything was settled.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from typing import Any

from bot.background import Background
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.delivery.pacing import Pace
from bot.delivery.sender import Sender
from storage.database import open_database


class Steps:
    """Counts the steps of the send path, and ends the process at the one that was asked for."""

    def __init__(self, last: int) -> None:
        self.left = last

    def make_task(self, loop: asyncio.AbstractEventLoop, coroutine: Any, **more: Any) -> asyncio.Task[Any]:
        return asyncio.Task(Counted(coroutine, self), loop=loop, **more)

    def step(self) -> None:
        task = asyncio.current_task()
        if task is not None and task.get_name().startswith("send"):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Counted(Coroutine[Any, Any, Any]):
    """A coroutine that tells of each of its steps."""

    def __init__(self, inner: Coroutine[Any, Any, Any], steps: Steps) -> None:
        self._inner = inner
        self._steps = steps

    def send(self, value: Any) -> Any:
        self._steps.step()
        return self._inner.send(value)

    def throw(self, *error: Any) -> Any:
        return self._inner.throw(*error)

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Any:
        return self._inner.__await__()


async def run(address: str, token: str, path: str, last: int) -> None:
    asyncio.get_running_loop().set_task_factory(Steps(last).make_task)
    clock = SystemClock()
    channel = TelegramChannel(token, address, clock)
    await channel.open()
    background = Background()
    sender = Sender(
        await open_database(f"sqlite:///{path}"),
        {channel.name: channel},
        clock,
        background,
        pace=Pace(per_second=100_000, chat_spacing=0.0, chat_burst=1000),
    )
    background.start(sender.run(), "sending")
    await sender.idle()
    os._exit(0)


def main(address: str, token: str) -> None:
    for line in sys.stdin:
        path, last = line.split()
        child = os.fork()
        if child == 0:
            asyncio.run(run(address, token, path, int(last)))
        status = os.waitpid(child, 0)[1]
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
