"""How dates, counts and lateness are put into words. Each is also a filter of the templates."""

from datetime import date

from bot.days import londontime, longdate, plaindate
from bot.law.missed import Count
from bot.law.rules import Rule

DAYS_IN_A_WEEK = 7
_FEW = 5


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 day, 3 days; give `many` where adding an s is wrong."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def roughly(people: int) -> str:
    """How many people, in fives and none below five: beside a second such number it tells of nobody.

    Somebody who looks before and after one person comes sees the same, but for one time in five.
    """
    return "fewer than 5" if people < _FEW else f"about {(people + _FEW // 2) // _FEW * _FEW}"


def lateness(days: int) -> str:
    """9 days, over 1 week. Nothing is late by less than a day, so no smaller number is accepted."""
    if days < 1:
        raise ValueError(f"Lateness is counted from 1 day; this is {days}.")
    weeks, over = divmod(days, DAYS_IN_A_WEEK)
    if not weeks:
        return plural(days, "day")
    return f"{plural(days, 'day')}, {'over ' if over else ''}{plural(weeks, 'week')}"


def half_days(halves: int) -> str:
    """7½ days, of 15 half days; ½ day, 1 day, 0 days."""
    whole, half = divmod(halves, 2)
    number = f"{whole or '' if half else whole}{'½' if half else ''}"
    return f"{number} {'day' if halves in (1, 2) else 'days'}"


def counted(count: Count) -> str:
    """7½ days; between 6 and 7½ days, or up to 7½ days, where holidays are not known."""
    if count.exact:
        return half_days(count.most)
    if not count.least:
        return f"up to {half_days(count.most)}"
    return f"between {half_days(count.least).split()[0]} and {half_days(count.most)}"


def ahead(day: date, today: date) -> str:
    """today, tomorrow, in 42 days; 3 days ago, of a day that others may still take as the last."""
    days = (day - today).days
    if days < 0:
        return f"{plural(-days, 'day')} ago"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {plural(days, 'day')}")


def ago(days: int) -> str:
    """yesterday; 9 days ago, over 1 week."""
    if days == 1:
        return "yesterday"
    first, comma, weeks = lateness(days).partition(",")
    return f"{first} ago{comma}{weeks}"


def sentence(words: str) -> str:
    """The words as a sentence: a capital at the start, one full stop at the end. Markup stays markup."""
    end = words[:0] + "."  # of the same kind as the words
    return _capital(words).rstrip(".") + end


def date_name(rule: Rule) -> str:
    """The 6-week date; of days of a calendar, the last day; of a date without a period, the legal date."""
    if not rule.period:
        return "the legal date"
    number, _, unit = rule.period.partition(" ")
    if " " in unit:  # school or working days: nobody knows a day by its number of those
        return "the last day"
    return f"the {number}-{unit.removesuffix('s')} date"


# A rule speaks to the parent; in a letter the parent speaks to the council.
TURNED = (
    ("your council", "the council"),
    ("to your child or to you", "to my child or to me"),
    ("your child or you", "my child or I"),
    ("your child", "my child"),
)


def as_the_parent_says(sentence: str) -> str:
    """A rule's plain sentence turned round: "Your child or you" becomes "My child or I"."""
    for theirs, ours in TURNED:
        sentence = sentence.replace(theirs, ours).replace(_capital(theirs), _capital(ours))
    return sentence


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """The words as they go on after a comma or a colon; "I rang" and "SENCO" stay as they are."""
    first = words.split(" ", 1)[0]
    return words if first == "I" or first[1:2].isupper() else words[:1].lower() + words[1:]


HEADING = "\x1e"  # stands before a heading of a letter until the letter is made; nobody can type it


def heading(words: str) -> str:
    """A line of a letter that stands above others, and is set so where a file can show it."""
    return HEADING + words


FILTERS = {
    "heading": heading,
    "lower_first": lower_first,
    "upper_first": _capital,
    "longdate": longdate,
    "plaindate": plaindate,
    "londontime": londontime,
    "plural": plural,
    "roughly": roughly,
    "half_days": half_days,
    "counted": counted,
    "ahead": ahead,
    "ago": ago,
    "sentence": sentence,
    "lateness": lateness,
    "as_the_parent_says": as_the_parent_says,
}
