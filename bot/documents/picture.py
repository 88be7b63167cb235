"""What a timeline shows: somebody's case on a certain day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EventMark:
    """Something that happened; `order` tells apart the events of one day."""

    on: date
    words: str
    order: int = 0


@dataclass(frozen=True)
class DeadlineMark:
    """A date that counts, as `bot.law` says it stands; `earliest` and `latest` where the day is not certain.

    `state` is one of: "due", "met", "met late", "missed", "passed", "stopped".
    """

    title: str
    due: date
    state: str
    from_on: date | None = None
    met_on: date | None = None
    estimated: bool = False
    earliest: date | None = None
    latest: date | None = None

    def late_until(self, today: date) -> date | None:
        """The day up to which it was late, or still is; None where nobody may be called late."""
        end = {"missed": today, "met late": self.met_on}.get(self.state)
        return end if end and end > self.due else None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that it has a place for on the line."""
        known = (self.due, self.from_on, self.met_on, self.earliest, self.latest)
        return tuple(day for day in known if day)


@dataclass(frozen=True)
class Picture:
    """Whose case it is, and all that is drawn of it as it stands on `today`."""

    heading: str
    today: date
    events: tuple[EventMark, ...] = ()
    deadlines: tuple[DeadlineMark, ...] = ()
