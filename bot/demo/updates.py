"""What the bot has been told and has not yet acknowledged."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.demo.chats import Chat
from bot.demo.refusals import Json, conflict

MOST_AT_ONCE = 100
LONGEST_POLL = 50
GATHERING = 0.001  # Telegram too waits a millisecond, so that what comes together is told together
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"

_encode = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(eq=False, slots=True)
class Update:
    id: int
    chat: Chat
    kind: str
    raw: str  # JSON, written once: the message as it was at that moment


class Updates:
    """The queue; it keeps every update until it is acknowledged, whoever asks and however often."""

    def __init__(self, first: int, acknowledged: Callable[[Update], None]) -> None:
        self.next_id = first
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: frozenset[str] | None = None  # None: all but those that must be asked for
        self.courier: Callable[[Update], None] | None = None  # set while a webhook is
        self._acknowledged = acknowledged
        self._poll: asyncio.Future[None] | None = None

    def put(self, kind: str, content: Json, chat: Chat) -> int | None:
        """Queues an update and gives its number; None where the bot has not asked for this kind."""
        if kind in ON_REQUEST if self.allowed is None else kind not in self.allowed:
            return None
        update_id = self.next_id
        self.next_id += 1
        raw = f'{{"update_id":{update_id},"{kind}":{_encode(content)}}}'
        update = self.pending[update_id] = Update(update_id, chat, kind, raw)
        if self.courier:
            self.courier(update)
        elif self._poll and not self._poll.done():
            self._poll.set_result(None)
        return update_id

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Which kinds the bot wants from now on; an empty list restores the usual ones."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def acknowledge(self, update_id: int) -> None:
        update = self.pending.pop(update_id, None)
        if update:
            self._acknowledged(update)

    def acknowledge_below(self, update_id: int) -> None:
        while self.pending and (oldest := next(iter(self.pending))) < update_id:
            self.acknowledge(oldest)

    def forget(self, *, but_last: int = 0) -> None:
        while len(self.pending) > but_last:
            self.acknowledge(next(iter(self.pending)))

    def interrupt(self, why: str) -> None:
        """Ends a poll that is under way, as Telegram does when another one comes."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(why))

    def hang_up(self) -> None:
        """Answers a poll that is under way with nothing: the server is closing."""
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    async def ask(self, offset: int, limit: int, seconds: float) -> str:
        """The answer of getUpdates, as JSON: at once if there is something, else within so many seconds."""
        if offset < 0:
            self.forget(but_last=-offset)
        else:
            self.acknowledge_below(offset)
        if not self.pending and seconds > 0:
            self.interrupt(OTHER_POLLER)
            await self._wait(seconds)
        return ",".join(update.raw for update in islice(self.pending.values(), limit))

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
            await asyncio.sleep(GATHERING)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None
