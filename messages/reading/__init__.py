"""What people meant: answers, times, agencies and names, read from what they typed."""

from messages.reading.agencies import find_agencies
from messages.reading.answers import split_answers, unknown_codes
from messages.reading.explain import explain_reply
from messages.reading.fold import fold
from messages.reading.likely import likely_readings
from messages.reading.order import Found, find_when
from messages.reading.people import find_people
from messages.reading.reply import Reply, read_reply
from messages.reading.unclear import UnclearTime
from messages.reading.when import read_when

__all__ = [
    "Found",
    "Reply",
    "UnclearTime",
    "explain_reply",
    "find_agencies",
    "find_people",
    "find_when",
    "fold",
    "likely_readings",
    "read_reply",
    "read_when",
    "split_answers",
    "unknown_codes",
]
