"""On which platforms a person is, which of them is written to first, and where he or she could be too."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.envelope import PLATFORMS, platform_of
from messages.words.joining_channels import Way
from storage.joining import Identity
from storage.work import Work


@dataclass(frozen=True)
class Ways:
    """A person's channels, and the platforms with a bot where the person has not joined yet."""

    joined: tuple[Way, ...]
    addable: tuple[str, ...]

    def on(self, platform: str) -> Way | None:
        """The person's channel on a platform."""
        return next((way for way in self.joined if way.platform == platform), None)


def preferred(accounts: Sequence[Identity], prefers: str) -> Identity | None:
    """The account written to first: on the platform that was chosen, else the one that was verified last."""
    chosen = [account for account in accounts if platform_of(account.channel) == prefers]
    return next(reversed(chosen or accounts), None)


async def ways_of(work: Work, person_id: int) -> Ways:
    """What there is to say of a person's channels."""
    accounts = await work.joining.accounts_of(person_id)
    first = preferred(accounts, await work.joining.preferred(person_id))
    entrances = await work.joining.entrances()
    names = {entrance.channel: entrance.name for entrance in entrances}
    joined = [
        Way(
            platform=platform_of(account.channel),
            reached=not account.unreachable,
            preferred=account == first,
            bot=names.get(account.channel, ""),
        )
        for account in accounts
    ]
    joined.sort(key=lambda way: PLATFORMS.index(way.platform))
    there = {way.platform for way in joined}
    offered = {entrance.platform for entrance in entrances}
    addable = tuple(name for name in PLATFORMS if name in offered and name not in there)
    return Ways(tuple(joined), addable)
