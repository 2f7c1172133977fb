"""The routes under /sandbox/ by which the page looks into phones, uses them, and turns the clock."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from bot.sandbox.acts import NotPossible
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.guard import is_ours, refuse
from bot.sandbox.handset import Handset, find_handset
from bot.sandbox.office import Office, Resident
from bot.sandbox.refusal import Refused
from bot.sandbox.world import World
from bot.sandbox.zalo.world import ZaloWorld

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SAMPLE_LINK = "https://binhson.example/du-thao-ke-hoach-2027"
SAFE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def answer(content: Any, status: int = 200) -> web.Response:
    """A JSON answer for the page."""
    return web.Response(
        body=orjson.dumps(content), status=status, content_type="application/json", headers=SAFE
    )


def guarded(handler: Handler) -> Handler:
    """The handler for requests from our own page only; what cannot be done is a 4xx with a word."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if not is_ours(request):
            return refuse()
        try:
            return await handler(request)
        except NotPossible as error:
            return answer({"error": error.reason}, 409)
        except Refused as error:
            return answer({"error": error.description}, error.code)
        except RuntimeError:
            return answer({"error": "not_ready"}, 503)  # the bot behind the page has not started yet
        except (KeyError, ValueError, TypeError, LookupError):
            return answer({"error": "not_understood"}, 400)

    return handle


class Control:
    """The page's side of the server."""

    def __init__(self, world: World, office: Office | None, zalo: Sequence[ZaloWorld] = ()) -> None:
        self.world = world
        self.office = office
        self.zalo = zalo

    def routes(self) -> list[web.RouteDef]:
        """Every route but the event stream."""
        chat = "/sandbox/chat/{user}"
        return [
            web.get("/sandbox/state", guarded(self.state)),
            web.get(chat, guarded(self.chat)),
            web.post(chat + "/text", guarded(self.text)),
            web.post(chat + "/press", guarded(self.press)),
            web.post(chat + "/file", guarded(self.file)),
            web.post(chat + "/edit", guarded(self.edit)),
            web.post(chat + "/sticker", guarded(self.sticker)),
            web.post(chat + "/link", guarded(self.link)),
            web.post(chat + "/block", guarded(self.block)),
            web.post(chat + "/join", guarded(self.join)),
            web.post("/sandbox/clock", guarded(self.clock)),
            web.get("/sandbox/file/{id}", guarded(self.stored)),
        ]

    def _phone(self, request: web.Request) -> Handset:
        return find_handset(request.match_info["user"], self.world, self.zalo)

    async def state(self, request: web.Request) -> web.Response:
        """Who is there, what time it is, which phones are shown."""
        if self.office:
            people = list(await self.office.people())
            for one in people:
                if one.user_id not in self.world.chats:
                    self.world.add_user(one.user_id, one.name)
            phones, language = list(self.office.phones), self.office.language
            moment = self.office.now()
        else:
            people = self._whoever_has_a_phone()
            phones, language = [one.user_id for one in people[:3]], "vi"
            moment = self.world.now()
        bot = {"name": self.world.bot["first_name"], "username": self.world.bot["username"]}
        return answer(
            {
                "bot": bot,
                "zalo": {"name": self.zalo[0].name} if self.zalo else None,
                "clock": moment.isoformat(),
                "people": [asdict(one) for one in people],
                "phones": phones,
                "language": language,
            }
        )

    def _whoever_has_a_phone(self) -> list[Resident]:
        zalo = {chat.name: chat for bot in self.zalo for chat in bot.chats.values() if not chat.group}
        people = []
        for chat in self.world.chats.values():
            name = f"{chat.user.last_name} {chat.user.first_name}".strip()
            one = Resident(chat.user.id, name, joined=chat.started)
            if other := zalo.get(name):
                one = replace(one, zalo=other.id, joined_zalo=other.met)
            people.append(one)
        return people

    async def chat(self, request: web.Request) -> web.Response:
        """One phone's chat with the bot."""
        return answer(self._phone(request).view())

    async def text(self, request: web.Request) -> web.Response:
        """The person writes."""
        phone, given = self._phone(request), await _body(request)
        return answer({"id": phone.say(str(given["text"]), given.get("reply_to"))})

    async def press(self, request: web.Request) -> web.Response:
        """The person presses a button; answers with what the bot said to that, if anything."""
        phone, given = self._phone(request), await _body(request)
        toast = await phone.press(int(given["message_id"]), str(given["data"]))
        return answer(
            {
                "text": toast.text if toast else "",
                "alert": bool(toast and toast.alert),
                "answered": toast is not None,
            }
        )

    async def file(self, request: web.Request) -> web.Response:
        """The person sends a photo or file; of one too large to be fetched only the size is kept."""
        phone = self._phone(request)
        if request.content_type != "multipart/form-data":
            raise ValueError("a form is expected")
        fields: dict[str, str] = {"caption": "", "as": "document"}
        name, mime, data, size = "", "", bytearray(), 0
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise ValueError("nested multipart")
            if part.filename is None:
                fields[part.name or ""] = (await part.read()).decode()
                continue
            name, mime = part.filename, part.headers.get("Content-Type", "")
            while chunk := await part.read_chunk(1 << 18):
                size += len(chunk)
                if len(data) < DOWNLOAD_LIMIT:
                    data += chunk
        if fields["as"] == "photo":
            number = phone.send_photo(bytes(data), fields["caption"])
        else:
            number = phone.send_file(name, bytes(data), mime=mime, caption=fields["caption"], size=size)
        return answer({"id": number})

    async def edit(self, request: web.Request) -> web.Response:
        """The person changes an own message."""
        phone, given = self._phone(request), await _body(request)
        phone.edit(int(given["message_id"]), str(given["text"]))
        return answer({})

    async def sticker(self, request: web.Request) -> web.Response:
        """The person sends a sticker."""
        return answer({"id": self._phone(request).send_sticker()})

    async def link(self, request: web.Request) -> web.Response:
        """The person pastes a link."""
        phone, given = self._phone(request), await _body(request)
        return answer({"id": phone.send_link(str(given.get("url") or SAMPLE_LINK))})

    async def block(self, request: web.Request) -> web.Response:
        """The person blocks or unblocks the bot."""
        phone, given = self._phone(request), await _body(request)
        return answer({"blocked": phone.set_blocked(bool(given["blocked"]))})

    async def join(self, request: web.Request) -> web.Response:
        """The person joins with a one-time code: by the link that presses Start, or by writing it."""
        phone = self._phone(request)
        code = await self.office.code_for(request.match_info["user"]) if self.office else ""
        return answer({"id": phone.join(code)})

    async def clock(self, request: web.Request) -> web.Response:
        """Turn the sandbox's clock."""
        given = await _body(request)
        if self.office is None:
            raise Refused(409, "no_clock")
        minutes = int(given["minutes"]) if given.get("minutes") is not None else None
        moment = await self.office.turn(minutes, given.get("to"))
        self.world.publish({"type": "clock", "clock": moment.isoformat()})
        return answer({"clock": moment.isoformat()})

    async def stored(self, request: web.Request) -> web.Response:
        """A picture or file for the page; anything but a picture is to be saved, not shown."""
        stored = self.world.files.by_id.get(request.match_info["id"])
        if stored is None:
            raise Refused(404, "no_such_file")
        headers = dict(SAFE)
        picture = stored.kind == "photo"
        if not picture:
            headers["Content-Disposition"] = "attachment"
        kind = stored.mime if picture else "application/octet-stream"
        return web.Response(body=stored.data, content_type=kind, headers=headers)


async def _body(request: web.Request) -> dict[str, Any]:
    given = orjson.loads(await request.read() or b"{}")
    if not isinstance(given, dict):
        raise ValueError("an object is expected")
    return given
