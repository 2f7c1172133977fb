"""Every reason for which the software says no; the sentence of each is a template of the same name."""

from enum import StrEnum


class RefusalReason(StrEnum):
    """Why something cannot be done; the sentence is the template `refusals/<value>`."""

    # who is asking
    STRANGER = "stranger"
    NOT_ALLOWED = "not_allowed"  # facts: act
    NOT_YOURS = "not_yours"  # a button or an item that belongs to another seat
    NOT_AGREED = "not_agreed"
    # joining
    CODE_UNKNOWN = "code_unknown"  # facts: tries_left
    CODE_USED = "code_used"
    CODE_EXPIRED = "code_expired"  # facts: expired_at
    CODE_REVOKED = "code_revoked"
    CODE_PAUSED = "code_paused"  # facts: until
    CODE_BOT_FULL = "code_bot_full"  # facts: bot, link of another bot that has room
    SECOND_ACCOUNT = "second_account"  # the person has one on this platform; facts: bot, link, if another's
    ACCOUNT_TAKEN = "account_taken"  # the account already belongs to another person
    # meetings
    MEETING_UNKNOWN = "meeting_unknown"
    MEETING_IN_PAST = "meeting_in_past"  # facts: starts_at
    MEETING_TOO_FAR = "meeting_too_far"  # facts: starts_at
    MEETING_ENDS_EARLY = "meeting_ends_early"  # facts: starts_at, ends_at
    MEETING_NOT_CALLED = "meeting_not_called"
    MEETING_CANCELLED = "meeting_cancelled"  # facts: title, starts_at
    MEETING_STARTED = "meeting_started"  # facts: title, starts_at
    NOT_INVITED = "not_invited"
    UNCLEAR_TIME = "unclear_time"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    # tasks
    TASK_UNKNOWN = "task_unknown"
    TASK_NOT_YOURS = "task_not_yours"  # facts: code
    TASK_DONE = "task_done"
    EXTENSION_UNKNOWN = "extension_unknown"
    EXTENSION_DECIDED = "extension_decided"
    EXTENSION_NOT_LATER = "extension_not_later"  # facts: asked_for, deadline
    # announcements
    ANNOUNCEMENT_UNKNOWN = "announcement_unknown"
    ANNOUNCEMENT_EMPTY = "announcement_empty"
    ANNOUNCEMENT_SENT = "announcement_sent"
    ANNOUNCEMENT_REMINDED = "announcement_reminded"  # facts: at, again_at
    AUDIENCE_EMPTY = "audience_empty"
    AUDIENCE_BAD = "audience_bad"  # facts: part
    SEND_TIME_PAST = "send_time_past"
    # what came in
    TEXT_EXPECTED = "text_expected"
    FILE_TOO_BIG = "file_too_big"  # facts: limit
    BUTTON_OLD = "button_old"
    CHOICE_RANGE = "choice_range"  # facts: last
    CHOICE_ONE = "choice_one"  # several numbers at once; facts: first
    CHOICE_WHICH = "choice_which"  # words with which several choices begin; facts: like
    CHOICE_NONE = "choice_none"  # a number when nothing was asked
    COMMAND_UNKNOWN = "command_unknown"  # facts: command
    CLASSIFIED = "classified"


class Refusal(Exception):
    """Something that was asked cannot be done; whoever asked is told why and what to do.

    The transaction it is raised in is rolled back. `facts` fill the sentence and hold nothing else.
    """

    def __init__(self, reason: RefusalReason, **facts: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts
