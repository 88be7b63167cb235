"""The ways of counting in plain words, each with one example. What they say is done in counting.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One way of counting, as a person reads it."""

    code: str
    words: str
    means: str
    example: str  # the last date in it is the answer


WAYS = (
    Way(
        "W",
        "Weeks of a day",
        "Whole weeks. The last day is the same day of the week. The day itself is not counted.",
        "A request received on Tue 1 April 2025, 20 weeks: Tue 19 August 2025.",
    ),
    Way(
        "DX",
        "Days after a day",
        "Every day counts, weekends and holidays too. The next day is day 1.",
        "Mediation asked for on Mon 2 November 2026, 30 days: Wed 2 December 2026.",
    ),
    Way(
        "DI",
        "Days beginning with a day",
        "Every day counts, weekends and holidays too. The day itself is day 1, so this is one day shorter.",
        "A draft plan served on Sun 1 March 2026, 15 days: Sun 15 March 2026.",
    ),
    Way(
        "M",
        "Months after a day",
        "The same date in a later month, or that month's last day if it has no such date.",
        "A request for records received on Fri 31 January 2025, 1 month: Fri 28 February 2025.",
    ),
    Way(
        "MI",
        "Months beginning with a day",
        "The day itself is counted, so it ends the day before the same date in a later month.",
        "Told on Thu 5 November 2026, 12 months: Thu 4 November 2027.",
    ),
    Way(
        "WD",
        "Working days after a day",
        "The first working day after it is day 1. The day itself is never counted.",
        "Received on Thu 24 December 2026, 3 working days in England: Thu 31 December 2026.",
    ),
    Way(
        "WI",
        "Working days beginning with a day",
        "The day itself is day 1. If it is no working day, the next working day is.",
        "Known to the old council on Mon 2 November 2026, 15 working days: Fri 20 November 2026.",
    ),
    Way(
        "SD",
        "School days after a day",
        "The first day after it on which that school has a session is day 1. Training days do not count.",
        "Told on Fri 11 December 2026, 6 school days, at a school that breaks up on Wed 16 December and "
        "opens on Tue 5 January after a training day: Thu 7 January 2027.",
    ),
    Way(
        "WB",
        "Weeks before a day",
        "At least so many weeks before. The last day to do it is the same day of the week.",
        "A review meeting on Fri 11 December 2026, papers 2 weeks before: Fri 27 November 2026.",
    ),
    Way(
        "MB",
        "Months before a day",
        "At least so many months before. The last day to do it is the same date in an earlier month.",
        "A move on Wed 1 September 2027, 5 months before: Thu 1 April 2027.",
    ),
    Way(
        "SB",
        "School days before a day",
        "At least so many days of that school before. The day itself is not counted.",
        "Lessons somewhere else from Tue 17 November 2026, 2 school days before: Fri 13 November 2026.",
    ),
    Way(
        "FIX",
        "A date in the calendar",
        "The first such date on or after the day. It does not move for a weekend.",
        "From Mon 23 November 2026, before 15 February (so by the 14th): Sun 14 February 2027.",
    ),
)
