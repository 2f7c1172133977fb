"""Says who attends a meeting, and which meetings are ahead."""

from collections.abc import Sequence

from committee.meetings import Answer, AnswerCounts, Invitation, Meeting, count_answers
from committee.people import protocol
from messages.envelope import Choice, Kind, Outgoing
from messages.render import choice, render
from messages.voice import Voice
from messages.words.meeting_cards import Named, named
from messages.words.meetings import about, meeting_choice

SHOWN = 10  # meetings in one list


def answers(
    voice: Voice, meeting: Meeting, invitations: Sequence[Invitation], *, reminds: bool, replaces: str = ""
) -> Outgoing:
    """The counts, then the names in protocol order; whoever may remind finds the button for it."""
    held = sorted((one for one in invitations if one.seat.holder), key=lambda one: protocol(one.seat))
    counts = count_answers(held)

    def those(answer: Answer) -> list[Named]:
        return [
            named(one.seat, reason=one.reason, substitute=one.substitute)
            for one in held
            if one.answer is answer
        ]

    text = render(
        "meetings/answers",
        voice,
        meeting=meeting,
        counts=counts,
        attending=those(Answer.ATTENDING),
        substitutes=those(Answer.SUBSTITUTE),
        absent=those(Answer.ABSENT),
        silent=those(Answer.NONE),
        empty=[named(one.seat) for one in invitations if one.seat.holder is None],
    )
    rows: tuple[tuple[Choice, ...], ...] = ()
    if reminds and counts.unanswered:
        rows = ((choice(f"mrem:{meeting.id}", "meeting_remind", voice),),)
    return Outgoing(text, choices=rows, about=about(meeting), replaces=replaces)


def pick(voice: Voice, meetings: Sequence[Meeting], what: str) -> Outgoing:
    """Which meeting is meant; `what` is "answers", "move" or "cancel"."""
    verb = {"answers": "mlist", "move": "mmove", "cancel": "mend"}[what]
    rows = tuple((meeting_choice(voice, f"{verb}:{one.id}", one),) for one in meetings[:SHOWN])
    return Outgoing(render("meetings/pick", voice, meetings=meetings, what=what), choices=rows)


def mine(voice: Voice, invited: Sequence[tuple[Meeting, Invitation]]) -> Outgoing:
    """One's own meetings ahead with one's answers, and a button each to answer or change it."""
    shown = invited[:SHOWN]
    rows = []
    for meeting, invitation in shown:
        name = "meeting_item_answer" if invitation.answer is Answer.NONE else "meeting_item_again"
        rows.append((choice(f"mopen:{meeting.id}", name, voice, code=meeting.code),))
    text = render(
        "meetings/mine",
        voice,
        meetings=[(meeting, one.answer.value, one.substitute) for meeting, one in shown],
        more=len(invited) - len(shown),
    )
    return Outgoing(text, choices=tuple(rows))


def office(voice: Voice, meetings: Sequence[tuple[Meeting, AnswerCounts | None]]) -> Outgoing:
    """All meetings ahead for the secretariat: drafts without counts; a button opens the card."""
    shown = meetings[:SHOWN]
    rows = tuple((meeting_choice(voice, f"mcard:{one.id}", one),) for one, _ in shown)
    text = render("meetings/office", voice, meetings=shown, more=len(meetings) - len(shown))
    return Outgoing(text, choices=rows)


def uncalled(voice: Voice, meetings: Sequence[Meeting]) -> Outgoing:
    """To the secretariat: these come near and nobody was invited; a button opens the card."""
    shown = meetings[:SHOWN]
    rows = tuple((meeting_choice(voice, f"mcard:{one.id}", one),) for one in shown)
    return Outgoing(render("meetings/uncalled", voice, meetings=shown), kind=Kind.NOTICE, choices=rows)
