"""A date that was asked for: on which day, on which side of it, and an example that would do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # it ships no types

from bot.forms.invalid import Invalid
from bot.forms.words import MONTHS

Side = Literal["past", "future", "either"]
EXAMPLE_DAYS = 10


@dataclass(frozen=True)
class Asked:
    """The day a date was asked for, on which side of it the answer lies, and if the year has to be typed."""

    today: date
    side: Side
    with_year: bool = False
    example_years: int = 0

    @property
    def example(self) -> date:
        days = timedelta(days=EXAMPLE_DAYS if self.side == "future" else -EXAMPLE_DAYS)
        day: date = self.today - relativedelta(years=self.example_years) + days
        return day

    @property
    def example_said(self) -> str:
        said = f"{self.example.day} {MONTHS[self.example.month - 1].capitalize()}"
        return f"{said} {self.example.year}" if self.with_year else said

    def again(self, sentence: str, end: str = ".") -> Invalid:
        """The sentence that asks for the date again, with an example that would be accepted."""
        return Invalid(f"{sentence}, for example {self.example_said}{end}")

    def nearest(self, days: list[date]) -> date:
        """The one meant among the same day of several months or years."""
        if self.with_year:
            raise self.again("Please add the year")
        if self.side == "past":
            return max(day for day in days if day <= self.today)
        if self.side == "future":
            return min(day for day in days if day >= self.today)
        return min(days, key=lambda day: abs(day - self.today))


Found = dict[str, str]
Meaning = Callable[[Found, Asked], date]
