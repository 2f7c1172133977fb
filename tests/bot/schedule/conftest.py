"""The committee of the tests of handlers, for the plans that concern it."""

from tests.handlers.conftest import sample_file
from tests.handlers.tasks.conftest import room

__all__ = ["room", "sample_file"]
