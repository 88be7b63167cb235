"""What a rule file says in codes and numbers, said in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.days import longdate
from bot.law.counting import BACKWARDS
from bot.law.rule import Limb, Rule, period

SURE = {
    "high": "high: the words of the source were read, or two good sources agree",
    "medium": "medium: one good source",
    "low": "low: this is what we think; ask an adviser before you rely on it",
}
STANDING = {
    "law": "law",
    "duty": "a duty: law, with no number of days",
    "guidance": "guidance, not law: missing it does not by itself break the law",
    "target": "a target, not law: missing it does not break the law",
    "promise": "the council's own published promise, not law",
}
PEOPLE = {
    "council": "the council",
    "parent": "the parent",
    "school": "the school",
    "governors": "the governors",
    "health": "the health service",
    "professionals": "the professionals",
    "tribunal": "the tribunal",
    "panel": "the review panel",
    "mediator": "the mediation adviser",
    "ombudsman": "the Ombudsman",
    "minister": "the Secretary of State",
    "social care": "children's social care",
}
HOLIDAYS = {
    "england": "",
    "uk": "A bank holiday anywhere in the United Kingdom is no working day here.",
    "tribunal": "These are the tribunal's working days: none in August, none from 25 December to 1 January.",
}
MOVES_ON = "If the last day is a weekend or a bank holiday"
ROLLS = {
    "": "",
    "england": f"{MOVES_ON} in England, it moves on to the next working day.",
    "uk": f"{MOVES_ON} anywhere in the United Kingdom, it moves on to the next working day.",
    "tribunal": f"{MOVES_ON} in England, it moves on to the next working day. If it is in August, or from "
    "25 December to 1 January, it moves on to the first of the tribunal's working days after that.",
}
QUIET = "It is shown among all dates, but not at once when its clock starts."
CONDITIONAL = (
    "Hearing nothing by the date does not by itself break the rule. The bot calls nobody late for it."
)
SECOND_UNKNOWN = "Until that second day is known, the bot says: “{}”"
DAY_IS_COUNTED = ("DI", "MI", "WI")
A_WEEK = 7


def holds(rule: Rule, day: date) -> str:
    """Says since when a row holds, and until when, as it stands on a day."""
    since = f"since {longdate(rule.in_force)}"
    if day < rule.in_force:
        until = f", until {longdate(rule.until)}" if rule.until else ""
        return f"Not yet in force: from {longdate(rule.in_force)}{until}"
    if rule.until is None:
        return f"In force {since}"
    if day <= rule.until:
        return f"In force {since}, until {longdate(rule.until)}"
    return f"No longer in force: it held from {longdate(rule.in_force)} until {longdate(rule.until)}"


def last_day_words(rule: Rule) -> str:
    """Puts the period into words, a date in the calendar too; "" where there is none."""
    if rule.count == "FIX" and rule.n and rule.month:
        return f"by the next {rule.n} {date(2000, rule.month, 1):%B}"
    if (rule.count, rule.n) == ("DI", 1):  # a day that is itself day 1
        return "on the day"
    return f"at least {rule.period} before" if rule.count in BACKWARDS else rule.period


def second_count(limb: Limb) -> str:
    """Says how the second count changes the date."""
    return f"the {limb.takes} of that and {period(limb.count, limb.n)} from {limb.counted_from}"


def families(rule: Rule, councils: Mapping[str, str]) -> str:
    """Says whose families a rule is for; "" where it is for all."""
    if rule.councils:
        return f"It is only for families of {either(rule.councils, councils)}."
    if rule.not_councils:
        return f"It is not for families of {either(rule.not_councils, councils)}."
    return ""


def either(ids: Sequence[str], councils: Mapping[str, str]) -> str:
    """Names councils by their ids: "West Northamptonshire Council or North Northamptonshire Council"."""
    return " or ".join(councils.get(each, each) for each in ids)


def days_from_due(days: int) -> str:
    """Says when a reminder is sent: "7 days before", "8 weeks before", "the day after"."""
    if abs(days) <= 1:
        return {-1: "the day before", 0: "on the day", 1: "the day after"}[days]
    weeks, over = divmod(abs(days), A_WEEK)
    far = period("DX", abs(days)) if over or weeks == 1 else period("W", weeks)
    return f"{far} {'before' if days < 0 else 'after'}"


def counted(rule: Rule) -> str:
    """Says the period and from which day: "6 weeks, from the day your council got your request"."""
    if rule.count is None:
        return ""
    if rule.count in BACKWARDS:
        return f"{last_day_words(rule)} {rule.counted_from}"
    if (rule.count, rule.n) == ("DI", 1):
        return f"on {rule.counted_from}"
    since = f"{period('M', rule.back)} before {rule.counted_from}" if rule.back else rule.counted_from
    included = ", that day included" if rule.count in DAY_IS_COUNTED else ""
    return f"{last_day_words(rule)}, from {since}{included}"


def how_counted(rule: Rule) -> Iterable[str]:
    """Says what else there is to the count: a second one, other working days, a last day that moves on."""
    if rule.limb:
        yield f"The last day is {second_count(rule.limb)}."
        if rule.limb.without:
            yield SECOND_UNKNOWN.format(rule.limb.without)
    rolls = rule.rolls or (rule.limb.rolls if rule.limb else "")
    yield from filter(None, (HOLIDAYS[rule.holidays], ROLLS[rolls]))


def how_shown(rule: Rule) -> Iterable[str]:
    """Says what is special in how the bot speaks of it."""
    return (words for words, so in ((CONDITIONAL, rule.conditional), (QUIET, rule.quiet)) if so)
