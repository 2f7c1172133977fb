"""The routes under /sandbox/ by which the page looks into phones, uses them, and turns the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from bot.sandbox.acts import NotPossible
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.guard import is_ours, refuse
from bot.sandbox.office import Office, Resident
from bot.sandbox.page_view import message_view
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Chat
from bot.sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
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

    def __init__(self, world: World, office: Office | None) -> None:
        self.world = world
        self.office = office

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
            web.post(chat + "/block", guarded(self.block)),
            web.post(chat + "/join", guarded(self.join)),
            web.post("/sandbox/clock", guarded(self.clock)),
            web.get("/sandbox/file/{id}", guarded(self.stored)),
        ]

    def _chat(self, request: web.Request) -> Chat:
        chat = self.world.chats.get(int(request.match_info["user"]))
        if chat is None:
            raise Refused(404, "no_such_user")
        return chat

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
            people = [
                Resident(user.id, f"{user.last_name} {user.first_name}".strip(), joined=chat.started)
                for chat in self.world.chats.values()
                for user in (chat.user,)
            ]
            phones, language = [one.user_id for one in people[:3]], "vi"
            moment = self.world.now()
        bot = {"name": self.world.bot["first_name"], "username": self.world.bot["username"]}
        return answer(
            {
                "bot": bot,
                "clock": moment.isoformat(),
                "people": [asdict(one) for one in people],
                "phones": phones,
                "language": language,
            }
        )

    async def chat(self, request: web.Request) -> web.Response:
        """One phone's chat with the bot."""
        chat = self._chat(request)
        zone = self.world.now().tzinfo
        return answer(
            {
                "messages": [message_view(one, zone) for one in chat.messages.values()],
                "commands": self.world.commands_for(chat.user.id),
                "blocked": chat.blocked,
                "started": chat.started,
            }
        )

    async def text(self, request: web.Request) -> web.Response:
        """The person writes."""
        chat, given = self._chat(request), await _body(request)
        message = self.world.say(chat.user.id, str(given["text"]), given.get("reply_to"))
        return answer({"id": message["message_id"]})

    async def press(self, request: web.Request) -> web.Response:
        """The person presses a button; answers with what the bot said to that, if anything."""
        chat, given = self._chat(request), await _body(request)
        toast = await self.world.press(chat.user.id, int(given["message_id"]), str(given["data"]))
        return answer(
            {
                "text": toast.text if toast else "",
                "alert": bool(toast and toast.alert),
                "answered": toast is not None,
            }
        )

    async def file(self, request: web.Request) -> web.Response:
        """The person sends a photo or file; of one too large to be fetched only the size is kept."""
        chat = self._chat(request)
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
            message = self.world.send_photo(chat.user.id, bytes(data), caption=fields["caption"])
        else:
            message = self.world.send_document(
                chat.user.id, name, bytes(data), mime=mime, caption=fields["caption"], size=size
            )
        return answer({"id": message["message_id"]})

    async def edit(self, request: web.Request) -> web.Response:
        """The person changes an own message."""
        chat, given = self._chat(request), await _body(request)
        self.world.edit(chat.user.id, int(given["message_id"]), str(given["text"]))
        return answer({})

    async def sticker(self, request: web.Request) -> web.Response:
        """The person sends a sticker."""
        return answer({"id": self.world.send_sticker(self._chat(request).user.id)["message_id"]})

    async def block(self, request: web.Request) -> web.Response:
        """The person blocks or unblocks the bot."""
        chat, given = self._chat(request), await _body(request)
        (self.world.block if given["blocked"] else self.world.unblock)(chat.user.id)
        return answer({"blocked": chat.blocked})

    async def join(self, request: web.Request) -> web.Response:
        """The person opens his personal link: presses Start with a one-time code."""
        chat = self._chat(request)
        code = await self.office.code_for(chat.user.id) if self.office else ""
        message = self.world.start(chat.user.id, code)
        return answer({"id": message["message_id"]})

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
