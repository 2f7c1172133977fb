"""Shows why an answer was read as it was: every stage with its result, in the order in which they ran."""

from datetime import datetime

from messages.reading.reply import read_stages


def explain_reply(text: str, now: datetime) -> list[tuple[str, str]]:
    """The stages of reading one answer as (stage, value), for a command that prints them."""
    made = read_stages(text, now)
    line, shape, reply = made.line, made.shape, made.reply
    stages = [("text", line.text), ("canonical", line.canon), ("shape", made.whole.row)]
    if shape is not made.whole:
        stages.append(("corrected", shape.row))
    stages += [("share", f"{line.canon[one.start : one.end]} = {one.percent}") for one in shape.shares]
    stages += [("day", f"{line.canon[one.start : one.end]} = {one.day}") for one in shape.mentions]
    for one in made.verdict.evidence:
        typed = line.typed(shape.firsts[one.start], shape.lasts[one.end - 1])
        stages.append(("rule", f"{one.rule}: {one.says}{'' if one.sure else ' (ask)'} <- {typed}"))
    stages += [("left over", made.verdict.rest), ("decided", f"{reply.status} ({made.verdict.reason})")]
    stages += [
        ("percent", str(reply.percent)),
        ("new deadline", str(reply.new_deadline)),
        ("note", reply.note),
    ]
    stages.append(("sure", str(reply.sure)))
    return stages
