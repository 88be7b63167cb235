"""What time it is. Only this module asks; everything else is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Anything that knows the time: `now()` is an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  # the one place that may ask


@dataclass
class HeldClock:
    """A clock that somebody holds: it moves when it is told to, or runs on from where it was put."""

    at: datetime
    since: Clock | None = None

    def __post_init__(self) -> None:
        self._put(self.at)

    def now(self) -> datetime:
        if self.since is None:
            return self.at
        return self.at + (self.since.now() - self._put_at)

    def move(self, step: timedelta) -> None:
        """Moves on by `step` of real time."""
        self._put(self.now() + step)

    def move_to(self, moment: datetime) -> None:
        self._put(moment)

    def _put(self, moment: datetime) -> None:
        self.at = moment.astimezone(UTC)
        self._put_at = self.since.now() if self.since else self.at


def london(moment: datetime) -> datetime:
    """The same moment on a clock on a wall in England."""
    return moment.astimezone(LONDON)


def today(clock: Clock) -> date:
    """The date in England now. Legal dates are plain dates; this is the only way to get the current one."""
    return london(clock.now()).date()
