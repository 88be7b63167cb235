"""A rule in words, for an adviser: whatever the row of a rule file holds, and never the id of an event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.law.eventkind import Subject
from bot.law.events import Event
from bot.law.rule import Nudge, Rule
from bot.law.rules import Rulebook
from bot.printed.phrases import (
    PEOPLE,
    STANDING,
    SURE,
    counted,
    days_from_due,
    families,
    holds,
    how_counted,
    how_shown,
    last_day_words,
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One rule, ready to print. What does not apply is empty."""

    rule: Rule
    anchor: str
    holds: str
    marked: bool  # it does not hold today, or it has an end
    period: str
    counted: str  # the period, and from which day
    notes: tuple[str, ...]  # on how it is counted
    shown: tuple[str, ...]  # on how the bot speaks of it
    owed_by: str
    owed_to: str
    standing: str
    families: str
    sure: str
    starts: tuple[str, ...]
    else_starts: tuple[str, ...]
    after: tuple[str, ...]
    unless: tuple[str, ...]
    met_by: tuple[str, ...]
    proved_by: tuple[str, ...]
    stopped_by: tuple[str, ...]
    reminders: tuple[str, ...]
    see: tuple[tuple[str, str], ...]  # an anchor and a title each


@dataclass(frozen=True)
class InWords:
    """The rules in words as they stand on a day; councils and letters are known by their ids."""

    rulebook: Rulebook
    day: date
    councils: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)

    def subject(self, subject: Subject) -> tuple[Entry, ...]:
        """Gives every rule of a subject, past and future rows too, in the order of its file."""
        return tuple(self.entry(rule) for rule in self.rulebook.all if rule.about == subject.id)

    def entry(self, rule: Rule) -> Entry:
        """Puts one rule into words."""
        return Entry(
            rule=rule,
            anchor=self._anchors[rule.id, rule.in_force],
            holds=holds(rule, self.day),
            marked=rule.until is not None or not rule.holds_on(self.day),
            period=last_day_words(rule),
            counted=counted(rule),
            notes=tuple(how_counted(rule)),
            shown=tuple(how_shown(rule)),
            owed_by=PEOPLE[rule.owed_by],
            owed_to=PEOPLE[rule.owed_to],
            standing=STANDING[rule.standing],
            families=families(rule, self.councils),
            sure=SURE[rule.confidence],
            starts=self._told(rule.starts),
            else_starts=self._told(rule.else_starts),
            after=self._told(rule.after),
            unless=self._told(rule.unless),
            met_by=self._told(rule.met_by),
            proved_by=self._told(rule.proved_by),
            stopped_by=self._told(rule.stopped_by),
            reminders=tuple(self._reminder(nudge) for nudge in rule.nudges),
            see=tuple((other, self._titles[other]) for other in rule.see),
        )

    def told(self, name: str) -> str:
        """Says what an event is, by its name in a rule: "You sent a letter", and which one."""
        kind, _, how = name.partition(":")
        said = self.rulebook.told(Event(kind, self.day, how))
        return f"{said}: {self.letters[how]}" if how in self.letters else said

    def _told(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.told, names)))

    def _reminder(self, nudge: Nudge) -> str:
        letter = self.letters.get(nudge.letter or "")
        when = f"{days_from_due(nudge.days)}{', in the evening' if nudge.evening else ''}"
        return f"{when}, with the letter “{letter}”" if letter else when

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {rule.id: rule.title for rule in self.rulebook.all}

    @cached_property
    def _anchors(self) -> Mapping[tuple[str, date], str]:
        """The row that holds today, else the newest, is found by its id alone; others by their day too."""
        main = {rule.id: rule.in_force for rule in self.rulebook.all}
        main |= {rule.id: rule.in_force for rule in self.rulebook.on(self.day)}
        return {
            (rule.id, rule.in_force): rule.id
            if main[rule.id] == rule.in_force
            else f"{rule.id}-from-{rule.in_force}"
            for rule in self.rulebook.all
        }
