"""Measures one run: messages a second, and how much of a processor each message took."""

import time
from typing import Self


class Meter:
    """Seconds of the clock and of the processor between entering and leaving."""

    def __enter__(self) -> Self:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds = time.perf_counter() - self._wall
        self.cpu = time.process_time() - self._cpu

    def of(self, count: int) -> dict[str, float]:
        """The figures for so many messages; the processor's hold even on a machine that others use."""
        return {"rate": count / self.seconds, "cpu_us": 1e6 * self.cpu / count, "seconds": self.seconds}
