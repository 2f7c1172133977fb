"""Remembers in which order messages came, over all channels: a person with two sees them on one screen."""

from typing import Any


class Arrivals:
    """Watches the sandbox's worlds put messages into chats."""

    def __init__(self) -> None:
        self._order: dict[tuple[str, int], int] = {}

    def watch(self, platform: str, world: Any) -> None:
        """Note from now on what this world puts into its chats."""
        add = world.add_message

        def noted(*given: Any, **named: Any) -> Any:
            message = add(*given, **named)
            number = message["message_id"] if isinstance(message, dict) else message.serial
            self._order[platform, number] = len(self._order) + 1
            return message

        world.add_message = noted

    def order(self, platform: str, number: int) -> int:
        """Which one it was since the beginning."""
        return self._order[platform, number]
