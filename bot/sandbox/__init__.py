"""The sandbox: a Bot API server on loopback that speaks as Telegram does, and a page with phones.

It speaks as Zalo does too: see bot.sandbox.zalo for its worlds, SandboxServer(world, zalo=[…]) to serve them.

For tests and rehearsals (all else in this package is its inside):

    world = World(now=clock, token="…")        # clock() -> aware datetime; everything is in memory
    world.add_user(101, "Khoa", started=False)
    async with SandboxServer(world) as server:  # 127.0.0.1, a free port; port in use: OSError
        Bot(world.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")

What a person does (each queues the update that Telegram would send; NotPossible when a phone would
not allow it): start(user, code), say(user, text, reply_to=None, html=False), tap(user, "label") or
press(user, message_id, data, force=False) -> Toast | None once the bot has answered, start_press (does
not wait), send_photo, send_document(user, name, data, size=100_000_000 declares a huge file), send_sticker,
send_voice, send_album, edit, block, unblock, deactivate.

What a test asks: said_to(user) -> texts, sent_to(user) -> messages, last_to(user), await heard(user,
"words", after=message_id) -> message, buttons(message), await until(predicate), calls and
calls_of("sendMessage"), commands_for(user).

Trouble to order: world.faults.refuse("sendMessage", 500, chat=101, times=2), .drop("sendMessage",
taken=True), .silence(…), .garble(…), .latency = 0.06; world.limits.on = True enforces the speed limits.
"""

from bot.sandbox.acts import NotPossible, Toast
from bot.sandbox.faults import Faults
from bot.sandbox.office import Office, Resident
from bot.sandbox.server import SandboxServer
from bot.sandbox.state import Call, Message, User
from bot.sandbox.world import World

__all__ = [
    "Call",
    "Faults",
    "Message",
    "NotPossible",
    "Office",
    "Resident",
    "SandboxServer",
    "Toast",
    "User",
    "World",
]
