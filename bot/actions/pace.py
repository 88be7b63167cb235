"""How fast Telegram may be spoken to: so many messages a second in all, and slower to any one chat."""

import asyncio

GROUP_SECONDS = 3.0  # between two messages to one group: twenty a minute
PERSONS_SHARE = 3  # a person may be written to three times as often
MOST_REMEMBERED = 2048


class Pace:
    """Gives out places in time. Used to the full: a place that is free now is taken now, none is lost."""

    def __init__(self, a_second: float, group_seconds: float = GROUP_SECONDS) -> None:
        self.a_second = a_second
        self._group_seconds = group_seconds
        self._next = 0.0
        self._held_until = 0.0
        self._chats: dict[int, float] = {}

    async def turn(self, messages: int = 1) -> None:
        """Waits for the next place, and takes as many as that."""
        loop = asyncio.get_running_loop()
        while True:
            at = max(loop.time(), self._next)
            self._next = at + messages / self.a_second
            await asyncio.sleep(at - loop.time())
            if at >= self._held_until:
                return  # else Telegram asked for time meanwhile, and this place is no longer one

    async def chat(self, chat_id: int) -> None:
        """Waits until this chat may be written to again."""
        loop = asyncio.get_running_loop()
        at = max(loop.time(), self._chats.get(chat_id, 0.0))
        if len(self._chats) >= MOST_REMEMBERED:
            self._chats = {chat: free for chat, free in self._chats.items() if free > loop.time()}
        self._chats[chat_id] = at + self._group_seconds / (1 if chat_id < 0 else PERSONS_SHARE)
        await asyncio.sleep(at - loop.time())

    def hold(self, seconds: float) -> None:
        """Telegram asked for time: nobody is written to before then."""
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)
        self._next = max(self._next, self._held_until)
