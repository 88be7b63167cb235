"""When a letter is worth offering: conditions on the record, each with its reason in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.law.deadlines import Deadline
from bot.wording import date_name

MISSED = "missed"
PASSED = "passed"
STATES = ("due", MISSED, PASSED)
AGAIN_AFTER_DAYS = 30  # a letter about days out of school covers those of the next weeks too
HALF_A_YEAR = timedelta(days=183)  # nobody writes so long before a date that is counted back from a meeting


@dataclass(frozen=True)
class Situation:
    """Where a case stands today."""

    today: date
    deadlines: Mapping[str, Deadline]  # by rule id
    events: Mapping[str, date] = field(default_factory=dict)  # "draft", "plan_refused:no" -> its last day
    letters_sent: Mapping[str, date] = field(default_factory=dict)  # "A7", "A7:formal" -> the last day
    crossed: Mapping[str, date] = field(default_factory=dict)  # a line of absences.toml -> its day
    logged: Mapping[str, date] = field(default_factory=dict)  # kind or group of absence -> its last day
    council: str = ""  # its id in the directory
    broken: bool = False  # the council was late by law, in any case of the child


@dataclass(frozen=True)
class Offer:
    """One set of conditions; all must hold."""

    rule: str | None = None
    state: str | None = None  # of the rule's deadline: "due" or "missed"
    within_days: int = 0  # "due": at most this many days before the date ...
    not_within_days: int = 0  # ... and at least this many: from then on another letter fits
    late_days: int = 1  # "missed" or "passed": at least this many days after it
    present: tuple[str, ...] = ()  # event kinds
    missing: tuple[str, ...] = ()  # at any time in the case
    not_since: tuple[str, ...] = ()  # since that began which the offer is about: `_since`
    sent: str | None = None  # a letter sent earlier
    sent_days_ago: int = 0
    not_sent: tuple[str, ...] = ()  # at either strength, or "A7:formal"
    broken: bool = False  # only where the council was late by law
    crossed: tuple[str, ...] = ()  # lines that the days out of school have crossed
    logged: tuple[str, ...] = ()  # one of these kinds, or groups, of absence ...
    logged_days: int = 60  # ... in the last so many days
    because: str = ""  # for conditions that name no rule

    def reason(self, situation: Situation) -> str | None:
        """Why the letter fits, as in "because the 6-week date passed 9 days ago"; None when it does not."""
        every = (self._events_fit, self._letters_fit, self._deadline_fits, self._log_fits)
        if not all(fits(situation) for fits in every):
            return None
        return "because " + " and ".join(self._reasons(situation))

    def _events_fit(self, situation: Situation) -> bool:
        events, since = situation.events, self._since(situation)
        lately = {name for name, day in events.items() if day >= since}
        return (
            events.keys() >= {*self.present}
            and events.keys().isdisjoint(self.missing)
            and lately.isdisjoint(self.not_since)
        )

    def _letters_fit(self, situation: Situation) -> bool:
        since = self._since(situation)
        sent = {letter: day for letter, day in situation.letters_sent.items() if day >= since}
        if not sent.keys().isdisjoint(self.not_sent):
            return False
        return self.sent is None or (
            self.sent in sent and (situation.today - sent[self.sent]).days >= self.sent_days_ago
        )

    def _since(self, situation: Situation) -> date:
        """What was done before this day was about something earlier: last year's review, another day out."""
        deadline = situation.deadlines.get(self.rule or "")
        if deadline is not None:
            counts_back = deadline.due and deadline.due < deadline.from_on
            return deadline.due - HALF_A_YEAR if deadline.due and counts_back else deadline.from_on
        crossed = [situation.crossed[each] for each in self.crossed if each in situation.crossed]
        if days := [*self._days_logged(situation), *crossed]:
            return min(max(days), situation.today - timedelta(days=AGAIN_AFTER_DAYS))
        return situation.letters_sent.get(self.sent or "", date.min)

    def _days_logged(self, situation: Situation) -> list[date]:
        return [situation.logged[each] for each in self.logged if each in situation.logged]

    def _log_fits(self, situation: Situation) -> bool:
        if not situation.crossed.keys() >= {*self.crossed} or (self.broken and not situation.broken):
            return False
        days = self._days_logged(situation)
        return not self.logged or (bool(days) and (situation.today - max(days)).days <= self.logged_days)

    def _deadline_fits(self, situation: Situation) -> bool:
        if self.rule is None:
            return True
        deadline = situation.deadlines.get(self.rule)
        if deadline is None or deadline.due is None or deadline.state != self.state:
            return False
        late = (situation.today - deadline.due).days
        if self.state != "due":
            return late >= self.late_days
        too_near = self.not_within_days and -late < self.not_within_days  # 0: a date can be due on later days
        return -late <= self.within_days and not too_near

    def _reasons(self, situation: Situation) -> list[str]:
        reasons = [self.because] if self.because else []
        if self.rule is not None:
            reasons.append(_date_reason(situation.deadlines[self.rule], situation.today))
        if self.sent is not None:
            days = (situation.today - situation.letters_sent[self.sent]).days
            reasons.append(f"you wrote about it {_ago(days)}")
        return reasons


def _date_reason(deadline: Deadline, today: date) -> str:
    assert deadline.due is not None
    days = (today - deadline.due).days
    when = f"passed {_ago(days)}" if days > 0 else f"is {_ahead(-days)}"
    return f"{date_name(deadline.rule)} {when}"


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _ahead(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
