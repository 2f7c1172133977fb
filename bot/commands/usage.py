"""Says what is wrong with the words of a command line, in the operator's language."""

import re

from messages.render import render_plain
from messages.voice import Voice

# How argparse says it; another wording of another version is shown as it is.
_REASONS = {
    "missing": re.compile(r"the following arguments are required: (?P<what>.+)"),
    "unknown": re.compile(r"unrecognized arguments: (?P<what>.+)"),
    "no_value": re.compile(r"argument (?P<what>[^:]+): expected .*"),
    "bad_value": re.compile(r"argument (?P<what>[^:]+): invalid \w+ value: (?P<value>.+)"),
    "bad_choice": re.compile(r"argument (?P<what>[^:]+): invalid choice: (?P<value>.+)"),
    "together": re.compile(r"argument (?P<what>[^:]+): not allowed with argument (?P<value>.+)"),
}


def usage_mistake(voice: Voice, command: str, message: str) -> str:
    """The sentence for what argparse found wrong, with where to read on."""
    for reason, pattern in _REASONS.items():
        if found := pattern.fullmatch(message):
            facts = {"what": "", "value": "", **found.groupdict()}
            return render_plain("usage_mistake", voice, command=command, reason=reason, **facts)
    return render_plain("usage_mistake", voice, command=command, reason="", what=message, value="")
