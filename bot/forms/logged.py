"""The answers of the form about days out of school as an absence, and an absence as answers again."""

from dataclasses import replace
from datetime import date, timedelta

from bot.days import longdate
from bot.forms.hours import at_a_time, halves
from bot.forms.invalid import Invalid
from bot.forms.last_day import OPEN, SAME
from bot.forms.more import Details
from bot.forms.question import Answers
from bot.law.absence import ALL_DAY, LUNCH, SCHOOL_WEEK, Absence, AbsenceKind, bundled
from bot.law.absencefile import FORMAL, INFORMAL

SEPARATION, LUNCHTIME, SENT_HOME = "separation", "lunchtime", "sent_home"
UNSAID = "unsaid"
UNSAID_OF = ("separation", "called")  # what a school may not have said
DAYS_IN_A_WEEK = 7
KINDS = bundled().kinds


def absence_of(answers: Answers, today: date) -> tuple[Absence, Details]:
    """What is recorded of answers, as they were submitted: the absence, and what is sealed beside it.

    The time at which a child went home or in is sealed as "at". That the school did not say whether it was
    for safeguarding, or a suspension, is sealed as "separation" or "called": "unsaid"; what it did say is in
    the kind. A child sent home for lunchtimes without a suspension was sent home.
    """
    kind = KINDS[answers["kind"]]
    first = date.fromisoformat(answers[f"first_{kind.id}"])
    hours = answers.get("part") or answers.get("hours", "")
    absence = Absence(
        kind=_recorded(kind, answers),
        first=first,
        last=_last(kind, answers, first),
        part=LUNCH if kind.id == LUNCHTIME else halves(hours) if hours else answers.get("edges", ALL_DAY),
        weekdays=answers.get("days", SCHOOL_WEEK),
        letter=answers.get("letter", ""),
        exam=answers.get("exam") == "yes",
        told_on=today,
    )
    unsaid = {question: UNSAID for question in UNSAID_OF if answers.get(question) == UNSAID}
    return absence, ({"at": hours} if at_a_time(hours) else {}) | unsaid


def answers_of(absence: Absence, details: Details) -> Answers:
    """The answers that an absence was made of, so that the form can open on it.

    Of an absence that goes on until it is said to have ended, the last day is not among them: see `changed`.
    """
    kind = KINDS[LUNCHTIME if absence.part == LUNCH else absence.kind]
    answers = {"kind": kind.id, f"first_{kind.id}": absence.first.isoformat()}
    if kind.ends == "asked":
        answers["last"] = _said_last(absence)
    hours = details.get("at") or absence.part
    if kind.ends == "pattern":
        answers |= {"days": absence.weekdays, "hours": hours}
    if in_one_day(answers):
        answers["part"] = hours
    if over_days(answers):
        answers["edges"] = absence.part
    asked = {
        "letter": absence.letter,
        "separation": details.get("separation", "no"),
        "exam": "yes" if absence.exam else "no",
    }
    if kind.id == LUNCHTIME:
        answers["called"] = "yes" if absence.kind == LUNCHTIME else details.get("called", "no")
    return answers | {name: stored for name, stored in asked.items() if name in kind.asks and stored}


def changed(old: Absence, sealed: Details, answers: Answers, today: date) -> tuple[Absence, Details]:
    """The absence and what is sealed, put right by answers; what the form does not ask about is kept."""
    new, details = absence_of(answers, today)
    ended = old.last if KINDS[new.kind].ends in ("open", "pattern") and new.kind == old.kind else None
    last = ended if ended and ended >= new.first else new.last
    kept = {key: said for key, said in sealed.items() if key not in ("at", *UNSAID_OF)}
    return replace(new, last=last, code=old.code, told_on=old.told_on), kept | details


def in_one_day(answers: Answers) -> bool:
    """Whether these answers are about one day, of which a part can have been missed."""
    kind = _kind(answers)
    if kind is None or kind.id == LUNCHTIME:
        return False
    same = answers.get("last") in (SAME, answers.get(f"first_{kind.id}", ""))
    return kind.ends == "day" or (kind.ends == "asked" and same)


def over_days(answers: Answers) -> bool:
    """Whether these answers are about days that the school set, of which the first and last can be halves."""
    kind = _kind(answers)
    if kind is None or kind.id == LUNCHTIME or kind.ends != "asked":
        return False
    last = answers.get("last", OPEN)
    is_later = last not in (SAME, OPEN) and last > answers.get(f"first_{kind.id}", "")
    return is_later and (kind.group in (FORMAL, INFORMAL) or kind.id == SEPARATION)


def fit(answers: Answers) -> None:
    """Refuses a last day before the first, and a time in which there is no day of a school week."""
    first = answers.get(f"first_{answers.get('kind', '')}")
    if not first:
        return
    absence, _ = absence_of(answers, date.fromisoformat(first))
    days = DAYS_IN_A_WEEK if absence.last is None else (absence.last - absence.first).days + 1
    if absence.last and days < 1:
        raise Invalid(
            f"The last day, {longdate(absence.last)}, is before the first, {longdate(absence.first)}. "
            "Please change one of them."
        )
    week = [absence.first + timedelta(days=n) for n in range(min(days, DAYS_IN_A_WEEK))]
    if not any(absence.parts_on(day) for day in week):
        raise Invalid("That is at a weekend, when there is no school. Please change the day.")


def _kind(answers: Answers) -> AbsenceKind | None:
    return KINDS.get(answers.get("kind", ""))


def _recorded(kind: AbsenceKind, answers: Answers) -> str:
    if answers.get("called", "yes") != "yes":
        return SENT_HOME
    return SEPARATION if answers.get("separation") == "yes" else kind.id


def _last(kind: AbsenceKind, answers: Answers, first: date) -> date | None:
    last = SAME if kind.ends == "day" else answers.get("last", OPEN)
    if last == SAME:
        return first
    return None if last == OPEN else date.fromisoformat(last)


def _said_last(absence: Absence) -> str:
    if absence.last is None:
        return OPEN
    return SAME if absence.last == absence.first else absence.last.isoformat()
