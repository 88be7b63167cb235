"""What happened, and on which day: a form for each subject, made from the events of its rule file."""

from collections.abc import Iterable

from bot.forms.dates import a_date, a_future_date, a_past_date
from bot.forms.form import Answers, Form, Option, Question, When
from bot.law.eventkind import EventKind, Subject

HOW = (
    Option("email", "E-mail"),
    Option("online", "Online form"),
    Option("post", "Post"),
    Option("hand", "By hand"),
)
RECENT = (Option("today", "Today"), Option("yesterday", "Yesterday"))
OR_TYPE = "Tap a day, or type one, such as 12 March."
TYPE_IT = "Type a day, such as 12 March."
UNSURE = Option("unknown", "I do not know")
_EHC = "EHC is short for education, health and care."
_DAYS = {"past": a_past_date, "future": a_future_date, "either": a_date}
_EVENT, _REPLY, _ANSWER = (
    "e_",
    "r_",
    "a_",
)  # short: Telegram carries 64 bytes in a button, and the rest is needed


def event_form(subject: Subject, common: Iterable[EventKind]) -> Form:
    """Something happened: everything that can, in this subject or in any."""
    return _form(_EVENT, "Something happened", subject, (*subject.events, *common), subject.ask)


def reply_form(subject: Subject, common: Iterable[EventKind]) -> Form:
    """They replied: what others can have done."""
    return _form(_REPLY, "They replied", subject, _theirs(subject, common), "What did they say?")


def answer_form(subject: Subject, common: Iterable[EventKind]) -> Form:
    """They answered a letter: the same, told of that letter."""
    return _form(_ANSWER, "They answered", subject, _theirs(subject, common), "What did they say?")


def _theirs(subject: Subject, common: Iterable[EventKind]) -> list[EventKind]:
    return [event for event in (*subject.events, *common) if event.by == "them"]


def form_id(subject_id: str, *, reply: bool = False) -> str:
    """The id of a subject's form."""
    return f"{_REPLY if reply else _EVENT}{subject_id}"


def answer_form_id(subject_id: str) -> str:
    """The id of the form of a subject in which an answer to a letter is told."""
    return f"{_ANSWER}{subject_id}"


def what_happened(answers: Answers, events: Iterable[EventKind]) -> tuple[str, str, str]:
    """The kind of event that is recorded, its day as an ISO date, and how or which."""
    kinds = {event.kind: event for event in events}
    told = kinds[answers["kind"]]
    how = answers.get("how") or answers.get(f"how_{told.kind}", "")
    kind = told.unsure if answers[f"on_{told.kind}"] == UNSURE.value else told.kind
    return kind, answers[f"on_{kind}"], how


def _form(prefix: str, title: str, subject: Subject, events: Iterable[EventKind], ask: str) -> Form:
    events = tuple(events)
    offered = tuple(Option(event.kind, event.button) for event in events if event.button)
    why = _EHC if subject.kind == "plan" else ""
    questions = [Question("kind", ask, label="What happened", options=offered, why=why)]
    events = tuple(event for event in events if not event.logged)  # asked about where it is logged
    if sent := [event for event in events if event.sent]:
        questions.append(_how(sent))
    questions += [_which(event) for event in events if event.which]
    by_kind = {event.kind: event for event in events}
    questions += [_day(event, _is(event)) for event in events if event.button]
    for kind in dict.fromkeys(event.unsure for event in events if event.unsure):
        unsure = [event for event in events if event.unsure == kind]
        questions.append(_day(by_kind[kind], _is_unsure_of(unsure)))
    return Form(f"{prefix}{subject.id}", title, tuple(questions), saves="event", at_least=2)


def _how(sent: Iterable[EventKind]) -> Question:
    return Question(
        "how",
        "How did you send it?",
        label="How",
        options=HOW,
        when=_is(*sent),
        why="Their time runs from the day that they get it.",
    )


def _which(event: EventKind) -> Question:
    options = tuple(Option(answer, words) for answer, words in event.which)
    return Question(f"how_{event.kind}", event.which_ask, label="Which", options=options, when=_is(event))


def _day(event: EventKind, when: When) -> Question:
    days = RECENT if event.when == "past" else ()
    unsure = (UNSURE,) if event.unsure else ()
    return Question(
        f"on_{event.kind}",
        event.ask,
        _DAYS[event.when],
        label="Day",
        options=(*days, *unsure),
        when=when,
        why=f"{event.why} {OR_TYPE if days else TYPE_IT}".strip(),
    )


def _is(*events: EventKind) -> When:
    kinds = {event.kind for event in events}
    return lambda earlier: earlier["kind"] in kinds


def _is_unsure_of(events: Iterable[EventKind]) -> When:
    kinds = {event.kind for event in events}

    def unsure(earlier: Answers) -> bool:
        kind = earlier["kind"]
        return kind in kinds and earlier[f"on_{kind}"] == UNSURE.value

    return unsure
