"""A Zalo Bot API on loopback, in the same server as Telegram's, under `/zalo/bot<token>/<method>`.

For tests and rehearsals (all else in this package is its inside); one ZaloWorld is one bot:

    zalo = ZaloWorld(clock, token="2140301985:…", oddities=Oddities(…), plan=Plan(users=50, messages=3000))
    khoa = zalo.add_user("Vũ Đăng Khoa")                   # an account: 20 hexadecimal digits
    async with SandboxServer(world, zalo=[zalo]) as server: # server.zalo_url is a bot's ZALO_API_URL

What a person does (each queues the event that Zalo would send; NotPossible when a phone would not allow
it): say(account, text), choose(account, "label") writes the label's number, send_sticker, send_photo(account,
data, caption=""), send_voice, send_link(account, url), send_file(account, name), send_card(account, name),
send_event(account, "message.new.received", field=…) for what nobody knows yet, block, unblock; groups:
add_group(name), say(account, text, group=group).

What a test asks: said_to(account) -> texts, sent_to(account) -> ZaloMessage (serial, text, entities, kind),
last_to, await heard(account, "words", after=serial), choices(message) -> {label: number}, await
until(predicate), calls, calls_of("sendMessage"), waiting (0 once the bot has done with all that came).

Trouble to order: world.faults as for Telegram (refuse(…, 502, taken=True) is a gateway that gave up);
world.oddities (see there) may be changed at any time; world.plan counts the month and ends in 429.
"""

from bot.sandbox.zalo.oddities import BLOCKED_403, BLOCKED_404, EVERY_CODE, Oddities, Plan
from bot.sandbox.zalo.state import ZaloChat, ZaloMessage
from bot.sandbox.zalo.world import ZaloWorld

__all__ = [
    "BLOCKED_403",
    "BLOCKED_404",
    "EVERY_CODE",
    "Oddities",
    "Plan",
    "ZaloChat",
    "ZaloMessage",
    "ZaloWorld",
]
