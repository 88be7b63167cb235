"""Telegram's limits on what a bot sends, for the stand-in: past them, and in a flood, 429 with retry_after.

Telegram does not say how it counts. Here each limit is a bucket that holds one second's worth (a group's, one
minute's): a bot that keeps to the limit on average is let through, whatever the network does to its rhythm.
"""

import asyncio
import math
from collections import Counter
from dataclasses import dataclass

from bot.demo.faults import Fault, Faults
from bot.demo.refusals import too_many

SENDS = ("sendmessage", "sendphoto", "senddocument")  # the limits are on messages, not on edits
A_CHAT, IN_ONE_CHAT = 1.0, 1  # messages a second, and how many at once
A_GROUP, IN_ONE_GROUP = 20 / 60, 20


@dataclass(eq=False)
class Bucket:
    """So many a second, of which `most` may come at once after a pause."""

    a_second: float
    most: int
    full_until: float = 0.0  # the moment at which it would be empty, if nothing more came

    def wait(self, now: float) -> float:
        """Seconds until one more may come."""
        return max(0.0, self.full_until - (self.most - 1) / self.a_second - now)

    def take(self, now: float) -> None:
        self.full_until = max(self.full_until, now) + 1 / self.a_second


class Limits(Faults):
    """`sends` are the moments of the calls that were let through; `refused` counts the others by why."""

    def __init__(self, latency: float, a_second: int) -> None:
        super().__init__(latency)
        self._all = Bucket(a_second, a_second)
        self._chats: dict[int, Bucket] = {}
        self._coming: list[tuple[int, float]] = []
        self.floods: list[tuple[float, float]] = []  # from when to when each one was
        self.sends: list[float] = []
        self.refused: Counter[str] = Counter()

    def flood(self, after: int, seconds: float) -> None:
        """After so many sends Telegram takes nothing for a while, and says for how long."""
        self._coming.append((after, seconds))

    def next(self, method: str, chat: int | None) -> Fault | None:
        if method in SENDS:
            now = asyncio.get_running_loop().time()
            if wait := self._flooded(now) or self._too_fast(chat, now):
                return Fault(method, before=True, refusal=too_many(math.ceil(wait)))
            self.sends.append(now)
        return super().next(method, chat)

    def _flooded(self, now: float) -> float:
        if self._coming and len(self.sends) >= self._coming[0][0]:
            self.floods.append((now, now + self._coming.pop(0)[1]))
        wait = max(0.0, self.floods[-1][1] - now) if self.floods else 0.0
        self.refused["flood"] += wait > 0
        return wait

    def _too_fast(self, chat: int | None, now: float) -> float:
        buckets = [self._all] if chat is None else [self._all, self._of(chat)]
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait:
            self.refused["pace"] += 1
            return wait
        for bucket in buckets:
            bucket.take(now)
        return 0.0

    def _of(self, chat: int) -> Bucket:
        usual = (A_GROUP, IN_ONE_GROUP) if chat < 0 else (A_CHAT, IN_ONE_CHAT)
        return self._chats.setdefault(chat, Bucket(*usual))
