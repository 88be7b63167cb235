"""Lanes: updates of one chat in order, chats side by side, and word of each as soon as it is committed."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackContext

LOG = logging.getLogger(__name__)
AT_ONCE = 256
PAUSES = (0.2, 1.0, 3.0)
GIVEN_UP_REMEMBERED = 1000


@dataclass(eq=False, slots=True)
class Delivery:
    """One update on its way through its lane. `settled` is True once committed, False when given up."""

    update: Update
    settled: asyncio.Future[bool]
    failure: str = ""
    quiet: bool = False

    def settle(self, *, committed: bool) -> None:
        if not self.settled.done():
            self.settled.set_result(committed)


CURRENT: ContextVar[Delivery] = ContextVar("delivery")


def committed() -> None:
    """Says that the update in hand is committed: Telegram may forget it while the lane goes on speaking."""
    delivery = CURRENT.get(None)
    if delivery is not None:
        delivery.settle(committed=True)


async def hold_back(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """The first error handler: notes what failed before its commit; quiet while it can be tried again."""
    delivery = CURRENT.get(None)
    if delivery is None or delivery.settled.done():
        return
    delivery.failure = type(context.error).__name__
    if delivery.quiet:
        raise ApplicationHandlerStop


class Lanes:
    """Hands each update to `handle`, one at a time within a chat and at most `at_once` in all."""

    def __init__(
        self,
        handle: Callable[[Update], Awaitable[None]],
        at_once: int = AT_ONCE,
        pauses: Iterable[float] = PAUSES,
    ) -> None:
        self._handle = handle
        self._pauses = (*pauses, None)
        self._places = asyncio.Semaphore(at_once)
        self._lanes: dict[Hashable, deque[Delivery]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._given_up: deque[int] = deque(maxlen=GIVEN_UP_REMEMBERED)

    async def take(self, update: Update) -> asyncio.Future[bool]:
        """Puts the update in its lane, once there is a place for it; the future tells how it settled."""
        await self._places.acquire()
        delivery = Delivery(update, asyncio.get_running_loop().create_future())
        key = lane_of(update)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = deque()
            task = asyncio.create_task(self._drain(key, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        lane.append(delivery)
        return delivery.settled

    async def idle(self) -> None:
        """Returns when no update is in flight and every lane is empty."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def finish(self, patience: float) -> None:
        """Lets the lanes finish for `patience` seconds, then stops them, settled or not."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)
        for task in self._tasks:
            task.cancel()
        await self.idle()

    async def _drain(self, key: Hashable, lane: deque[Delivery]) -> None:
        try:
            while lane:
                await self._deliver(lane[0])
                lane.popleft()
                self._places.release()
        finally:
            del self._lanes[key]
            for delivery in lane:
                delivery.settled.cancel()
                self._places.release()

    async def _deliver(self, delivery: Delivery) -> None:
        CURRENT.set(delivery)
        number = delivery.update.update_id
        apologised = number in self._given_up
        for pause in self._pauses:
            delivery.failure, delivery.quiet = "", apologised or pause is not None
            await self._attempt(delivery)
            if not delivery.failure or pause is None:
                break
            LOG.warning("Update %s failed (%s); trying again in %s s.", number, delivery.failure, pause)
            await asyncio.sleep(pause)
        if delivery.failure:
            LOG.error("Update %s failed each time (%s); given up.", number, delivery.failure)
            self._given_up.append(number)
        delivery.settle(committed=not delivery.failure)

    async def _attempt(self, delivery: Delivery) -> None:
        try:
            await self._handle(delivery.update)
        except Exception as error:  # noqa: BLE001  # one update must not stop its lane
            if not delivery.settled.done():
                delivery.failure = type(error).__name__


def lane_of(update: Update) -> Hashable:
    """The chat of an update; else the person it came from; else the update is alone in its lane."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    if update.effective_user is not None:
        return update.effective_user.id
    return ("update", update.update_id)
