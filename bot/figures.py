"""A group's figures, made so that no two of them, held side by side, give a family away. No database here.

A figure is how many families something is true of. What is shown of it, and what that keeps to itself:

1. It is a multiple of 5 or it is hidden. That holds above 20 too: an exact 34 that becomes 33 on the day
   somebody leaves the group says of that family what nobody may learn.
2. It moves only when FEWEST families at the least have changed since it was last set, whatever they did: they
   came, left, or went past a date. Each figure has limits, and stays as it is while the true count is between
   them. They are drawn anew whenever it is set, and are secret: nobody can work out that one more family
   would move it. So a figure can be up to 6 more or fewer than the truth, and never says which.
3. It appears only with APPEARS families. At a publication it is hidden with fewer than KEPT, and so a figure
   that is shown has KEPT at the least on that day. Hidden, it is the same whether it is 0 or 8.
4. A new publication is made a week after the one before, at the soonest. Until then the same one is given,
   with one exception, for no figure may rest on fewer than LEAST families: one that has come to that is
   hidden at the next look, the same day. As it had KEPT families when it was published, a disappearance too
   is the work of FEWEST families. It stays hidden until a later publication.
5. A part is never shown as more than its whole, nor without it. Whole and part are rounded each for itself,
   so what is left of the whole cannot be worked out, nor a hidden part from what is shown.

Leaving withdraws at once in this sense: the true counts are taken anew from those who say yes now, so a
family that left, said no or was erased is in no count that is made afterwards. What stays until the next
publication are numbers in which no single family can be seen.

One family must be the last of the three. Nobody can see which, for nobody sees what else has changed: a week
lies between two publications, in which dates go by and records are kept.

What is not promised: somebody who brings several families of their own, each with its own Telegram account,
into the group, may learn by adding and taking away how many others there are, if nothing else changes for
weeks. The secret limits make that a guess, and not a sum. Nobody else's name is on any number even then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from secrets import randbelow

STEP = 5  # what figures are rounded to
APPEARS, KEPT, LEAST = 9, 7, 5  # families
FEWEST = 3  # families: every change that can be seen is the work of as many
SPREAD = 3  # how many different limits there are
WEEK = timedelta(days=7)

Draw = Callable[[int], int]  # a number from 0, below the one that it is given


@dataclass(frozen=True)
class Figure:
    """What is shown of one count, None while it is hidden. A count at one of its limits changes that."""

    value: int | None
    low: int
    high: int

    def holds(self, count: int) -> bool:
        """Says whether it stays as it is."""
        return self.low < count < self.high


@dataclass(frozen=True)
class Publication:
    """A group's figures for one council, by name, as anybody in the group may see them."""

    published_on: date
    figures: Mapping[str, Figure]

    @property
    def next_on(self) -> date:
        """The first day on which there can be another."""
        return self.published_on + WEEK

    def shown(self, within: Mapping[str, str]) -> dict[str, int | None]:
        """What is seen of each figure. `within` names the whole of which a figure is a part, wholes first."""
        seen: dict[str, int | None] = {}
        for name, figure in self.figures.items():
            whole = seen.get(within[name]) if name in within else figure.value
            seen[name] = None if figure.value is None or whole is None else min(figure.value, whole)
        return seen


def publish(
    counts: Mapping[str, int], before: Publication | None, today: date, draw: Draw = randbelow
) -> Publication:
    """The publication that follows from the true counts of today and from the one before."""
    if before and today < before.next_on:
        return _without_few(counts, before, draw)
    known = before.figures if before else {}
    found = {name: _moved(known.get(name), count, draw) for name, count in counts.items()}
    return Publication(today, found)


def _without_few(counts: Mapping[str, int], before: Publication, draw: Draw) -> Publication:
    """The same publication, without the figures that too few families now stand behind."""
    few = {
        name: _hidden(counts.get(name, 0), draw)
        for name, figure in before.figures.items()
        if figure.value is not None and counts.get(name, 0) < LEAST
    }
    return replace(before, figures={**before.figures, **few}) if few else before


def _moved(figure: Figure | None, count: int, draw: Draw) -> Figure:
    """The figure as it is, or set anew. One that is new is hidden until enough families stand behind it."""
    if figure is None:
        figure = Figure(None, -1, APPEARS + draw(SPREAD))
        return _set(count, draw) if count >= figure.high else _hidden(count, draw)
    return figure if figure.holds(count) else _set(count, draw)


def _set(count: int, draw: Draw) -> Figure:
    """The count rounded, with its limits: beyond half a step, and FEWEST families away at the least."""
    if count < APPEARS:
        return _hidden(count, draw)
    value = (count + STEP // 2) // STEP * STEP
    lowest = min(KEPT - 1 + draw(SPREAD), count - FEWEST)
    return Figure(value, max(lowest, value - STEP - draw(SPREAD)), value + STEP + draw(SPREAD))


def _hidden(count: int, draw: Draw) -> Figure:
    return Figure(None, -1, max(APPEARS, count + FEWEST) + draw(SPREAD))
