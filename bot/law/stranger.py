"""Names in the rule files that name nothing: an event that no file has, an answer that it does not take."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.law.absencefile import bundled
from bot.law.eventkind import EventKind
from bot.law.rule import Rule
from bot.law.rulefile import RuleFile
from bot.strict import NotUnderstood, known_only

EVENTS = ("starts", "else_starts", "after", "met_by", "proved_by", "stopped_by", "unless")
ANY = "any"  # logged as one of several kinds
WAYS = ("email", "online", "post", "hand")


def strange_names(files: Sequence[RuleFile]) -> str | None:
    """Finds the first name that names nothing, as a sentence with its file; None when all are known."""
    kinds = {event.kind: event for each in files for event in each.subject.events}
    rules = [rule for each in files for rule in each.rules]
    ids, absences = {rule.id for rule in rules}, bundled().kinds
    try:
        for rule in rules:
            where = f'{rule.about}.toml, rule "{rule.id}"'
            known_only(rule.see, ids, f"{where}: 'see'", "rule")
            for key, name in _named(rule):
                _check(name, kinds, f"{where}: '{key}'")
        for event in kinds.values():
            where = f'{event.subject}.toml, event "{event.kind}"'
            others = [other for other in (event.unsure, event.confirms) if other]
            known_only(others, kinds, where, "event")
            known_only([event.logged], ("", ANY, *absences), f"{where}: 'logged'", "kind of absence")
    except NotUnderstood as slip:
        return str(slip)
    return None


def _named(rule: Rule) -> Iterator[tuple[str, str]]:
    for key in EVENTS:
        yield from ((key, name) for name in getattr(rule, key))
    if rule.limb:
        yield from (("limb", name) for name in rule.limb.starts)


def _check(name: str, kinds: Mapping[str, EventKind], where: str) -> None:
    kind, colon, how = name.partition(":")
    known_only([kind], kinds, where, "event")
    if colon and kind != "letter_sent":
        known_only([how], _answers(kinds[kind]), where, f"answer of {kind}")


def _answers(kind: EventKind) -> Iterable[str]:
    return WAYS if kind.sent else [answer[0] for answer in kind.which]
