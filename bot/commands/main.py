"""The command line: finds the command, reads the settings, and says in plain words what is wrong."""

import asyncio
import difflib
import errno
import os
import re
import sys
from pathlib import Path

from bot.commands import arguments
from bot.commands.base import Command, Failure, UsageMistake
from bot.commands.console import say, show, voice_of
from bot.commands.usage import usage_mistake
from bot.settings import Settings, SettingsMistakes, load_settings
from committee.refusals import Refusal
from messages.render import plain, render_plain
from messages.voice import Voice
from storage.database import DatabaseStuck, DatabaseUnusable

DONE, FAILED, MISUSED = 0, 1, 2
HELP = ("-h", "--help", "help")

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("run", "bot.commands.run:run", arguments.nothing),
        Command("sandbox", "bot.commands.sandbox:sandbox", arguments.sandbox),
        Command("import", "bot.commands.import_:import_", arguments.importing),
        Command("check", "bot.commands.check:check", arguments.checking),
        Command("export", "bot.commands.export:export", arguments.exporting),
        Command("invite", "bot.commands.invite:invite", arguments.invite),
        Command("announce", "bot.commands.announce:announce", arguments.announce),
        Command("digest", "bot.commands.digest:digest", arguments.digest),
        Command("deliveries", "bot.commands.deliveries:deliveries", arguments.deliveries),
        Command("read", "bot.commands.read:read", arguments.reading),
    )
}


def main(argv: list[str]) -> int:
    """Do what the words ask; 0 only when it is done, 1 when it failed, 2 when the words make no sense."""
    voice = _first_voice()
    name, words = (argv[0], argv[1:]) if argv else ("", [])
    if name in HELP:
        show(
            render_plain("help/main", voice, commands=[(c.name, c.summary(voice)) for c in COMMANDS.values()])
        )
        return DONE
    command = COMMANDS.get(name)
    if name and command is None:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        show(render_plain("unknown_command", voice, typed=name, nearest=near[0] if near else ""), error=True)
        return MISUSED
    if command and any(word in HELP[:2] for word in words):
        show(command.help(voice))
        return DONE
    try:
        args = command.parse(words) if command else None
    except UsageMistake as mistake:
        show(usage_mistake(voice, name, str(mistake)), error=True)
        return MISUSED
    try:
        settings = load_settings()
    except SettingsMistakes as mistakes:
        show(render_plain("settings_mistakes", voice, mistakes=mistakes.mistakes), error=True)
        return FAILED
    if command is None or args is None:
        command = COMMANDS["run" if settings.tokens else "sandbox"]
        args = command.parse([])
    return _run(command, args, settings)


def _run(command: Command, args: object, settings: Settings) -> int:
    """Run it; what an operator can mend is said in a sentence, and everything else is ours to mend."""
    try:
        return asyncio.run(command.load()(args, settings))  # type: ignore[arg-type]
    except Failure as failure:
        say(failure.name, settings, error=True, **failure.facts)
    except Refusal as refusal:
        show(plain(f"refusals/{refusal.reason}", voice_of(settings), **refusal.facts), error=True)
    except DatabaseStuck as trouble:
        say("database_stuck", settings, error=True, reason=trouble.reason)
    except DatabaseUnusable as trouble:
        say("database_unusable", settings, error=True, reason=trouble.reason, detail=trouble.detail)
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as trouble:
        if trouble.errno is None:
            raise
        say("os_trouble", settings, error=True, **_os_facts(trouble, settings))
    return FAILED


def _os_facts(trouble: OSError, settings: Settings) -> dict[str, object]:
    """Which file or port it was about, and why, by the system's own short name."""
    found = re.search(r"\('[^']*', (\d+)", str(trouble))  # asyncio says the address in its sentence only
    port = int(found[1]) if found and not trouble.filename else None
    ports = {settings.health_port: "HEALTH_PORT", settings.webhook_port: "WEBHOOK_PORT"}
    return {
        "what": Path(trouble.filename).as_posix() if trouble.filename else str(trouble),
        "port": port,
        "setting": ports.get(port, "SANDBOX_PORT") if port else "",
        "why": errno.errorcode.get(trouble.errno or 0, ""),
        "said": trouble.strerror or "",
    }


def _first_voice() -> Voice:
    """The voice before the settings are needed: they may be wrong, and help must come all the same."""
    try:
        return voice_of(load_settings())
    except SettingsMistakes:
        given = os.environ.get("LANGUAGE", "").strip().lower()
        return voice_of(Settings.model_validate({"language": given} if given in ("vi", "en") else {}))
