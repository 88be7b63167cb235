"""How a day is written: with its weekday in chat, so that a parent can check it; without in a letter."""

from datetime import date, datetime

from bot.clock import london


def longdate(day: date) -> str:
    """Thu 23 April 2026."""
    return f"{day:%a} {plaindate(day)}"


def plaindate(day: date) -> str:
    """23 April 2026."""
    return f"{day.day} {day:%B %Y}"


def londontime(moment: datetime) -> str:
    """Thu 23 April 2026, 09:05: a moment as a clock in England shows it."""
    there = london(moment)
    return f"{longdate(there)}, {there:%H:%M}"
