"""The least Bot API server there can be, so that what is measured is the bot: PORT LATENCY UPDATES.

It is far leaner than the sandbox's server: plain asyncio, a fixed answer of the size Telegram's has. With
UPDATES it hands out that many presses of a button, 100 at a time, each from another account.
"""

import asyncio
import sys

import orjson

USER = {"id": 7_000_000_001, "is_bot": True, "first_name": "Giao Ban", "username": "giaoban_bot"}
KEYBOARD = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "ack:1"}]]}


def message(number: int, chat: int) -> dict[str, object]:
    return {
        "message_id": number,
        "from": USER,
        "chat": {"id": chat, "first_name": "Vũ Đăng Khoa", "type": "private"},
        "date": 1_795_392_000,
        "text": "Kính gửi đồng chí " + "ă" * 282,
        "entities": [{"offset": 0, "length": 8, "type": "bold"}],
        "reply_markup": KEYBOARD,
    }


def press(number: int) -> dict[str, object]:
    chat = number % 5000 + 1
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {"id": chat, "is_bot": False, "first_name": "Khoa"},
            "message": message(number, chat),
            "chat_instance": "1",
            "data": "ack:1",
        },
    }


class Server(asyncio.Protocol):
    """One connection. Everything is shared, as there is one bot."""

    latency = 0.0
    updates = 0
    count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            found = head.find(b"content-length:")
            size = int(head[found + 15 :].split(b"\r\n", 1)[0]) if found >= 0 else 0
            if len(self.buffer) < end + 4 + size:
                if b"100-continue" in head:
                    self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")  # type: ignore[attr-defined]
                return
            body = self.buffer[end + 4 : end + 4 + size]
            self.buffer = self.buffer[end + 4 + size :]
            method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].split(b"?")[0]
            self.answer(method, body)

    def answer(self, method: bytes, body: bytes) -> None:
        cls = type(self)
        if method == b"getupdates":
            result: object = self.poll(body)
        elif method.startswith(b"answercallback"):
            result = True
        elif method == b"getme":
            result = USER
        else:
            cls.count += 1
            result = message(cls.count, 123_456_789)
        payload = orjson.dumps({"ok": True, "result": result})
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(
            payload
        )
        write = self.transport.write  # type: ignore[attr-defined]
        latency = 0.5 if result == [] else self.latency  # an empty poll is held open
        if latency:
            asyncio.get_running_loop().call_later(latency, write, head + payload)
        else:
            write(head + payload)

    def poll(self, body: bytes) -> list[dict[str, object]]:
        offset = 1
        for mark in (b'"offset":', b"offset="):
            if mark in body:
                digits = body.split(mark, 1)[1].lstrip(b' "')
                offset = int(
                    digits[: next(i for i, c in enumerate(digits + b" ") if not 48 <= c <= 57)] or b"1"
                )
        return [press(number) for number in range(max(offset, 1), min(offset + 100, self.updates + 1))]


async def main(port: int, latency: float, updates: int) -> None:
    Server.latency, Server.updates = latency, updates
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
