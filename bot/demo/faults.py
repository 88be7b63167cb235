"""Things that go wrong on the way, on purpose: slow answers, refusals, lost answers, cut connections."""

import asyncio
from dataclasses import dataclass, field

from bot.demo.refusals import Json, Refused, too_many

STEADY = "getupdates"  # a fault on "every method" leaves polling alone: name it to strike it


@dataclass(eq=False)
class Fault:
    """One thing that will happen to the next `times` matching calls."""

    kind: str  # fail, drop, hold
    method: str = ""  # lower case; "" is every method but getUpdates
    chat: int | None = None
    times: int = 1
    before: bool = False  # before the effect; else the effect happens and only the answer is lost
    refusal: Refused | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Lets a held call go on."""
        self.released.set()

    def strikes(self, method: str, chat: int | None) -> bool:
        if self.times < 1 or self.chat not in (None, chat):
            return False
        return method == self.method if self.method else method != STEADY


class Faults:
    """What the next calls will suffer; of several that fit, the oldest strikes first."""

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self._slow: dict[str, float] = {}
        self._waiting: list[Fault] = []
        self._held: list[Fault] = []

    def slow(self, seconds: float, method: str = "") -> None:
        """Every answer, or every answer of one method, comes so many seconds later from now on."""
        if method:
            self._slow[method.lower()] = seconds
        else:
            self.latency = seconds

    def fail(  # noqa: PLR0913
        self,
        method: str = "",
        *,
        times: int = 1,
        status: int = 500,
        description: str = "Internal Server Error",
        retry_after: int | None = None,
        parameters: Json | None = None,
        chat: int | None = None,
    ) -> Fault:
        """The next calls are refused and have no effect; `retry_after` makes it Telegram's 429."""
        refusal = too_many(retry_after) if retry_after else Refused(status, description, parameters)
        return self._add(Fault("fail", method.lower(), chat, times, before=True, refusal=refusal))

    def drop(
        self, method: str = "", *, times: int = 1, before: bool = False, chat: int | None = None
    ) -> Fault:
        """The next calls lose their connection: after their effect, or before it."""
        return self._add(Fault("drop", method.lower(), chat, times, before=before))

    def hold(
        self, method: str = "", *, times: int = 1, before: bool = False, chat: int | None = None
    ) -> Fault:
        """The next calls are not answered until released; await `reached` to know that one is held."""
        fault = self._add(Fault("hold", method.lower(), chat, times, before=before))
        self._held.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults, and everything held goes on."""
        self._waiting.clear()
        self._slow.clear()
        self.latency = 0.0
        for fault in self._held:
            fault.release()
        self._held.clear()

    def delay(self, method: str) -> float:
        return self._slow.get(method, self.latency) if self._slow else self.latency

    def next(self, method: str, chat: int | None) -> Fault | None:
        """The fault that strikes this call, used up by one."""
        for fault in self._waiting:
            if fault.strikes(method, chat):
                fault.times -= 1
                if not fault.times:
                    self._waiting.remove(fault)
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._waiting.append(fault)
        return fault
