"""What people type -> what is stored: words, names, numbers and choices."""

import re
import unicodedata
from datetime import date

from bot.forms.invalid import Invalid
from bot.forms.options import Option, chosen, please_choose, same_words
from bot.forms.question import Parse
from bot.forms.words import tidy

LONGEST_NAME = 40
LONGEST_NUMBER = 40
YES_NO = (Option("yes", "Yes"), Option("no", "No"))
YES = {"yes", "y", "yeah", "yep", "yup", "yes please", "yes thanks", "yes thank you", "ok", "okay", "sure"}
NO = {"no", "n", "nope", "nah", "no thanks", "no thank you", "not yet", "not really"}

# Marks that turn text round or cannot be seen. The joiners that emoji and Persian need are not among them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_NEW_LINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LOOKS_BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}


def text(limit: int, what: str) -> Parse:
    """Anything that can be seen, tidied, up to `limit` characters; `what` ends "Please type ..."."""

    def some_text(typed: str, today: date) -> str:
        lines = re.sub("\n{3,}", "\n\n", "\n".join(_lines(typed))).strip()
        if not _can_be_seen(lines):
            raise Invalid(f"Please type {what}.")
        return _fits(lines, limit, "version")

    return some_text


def a_name(typed: str, today: date) -> str:
    """A name or nickname in any script, on one line."""
    lines = [line for line in _lines(typed) if _can_be_seen(line)]
    if not lines:
        raise Invalid("Please type a name, for example Bee. A nickname or an initial is fine.")
    if len(lines) > 1:
        raise Invalid("Please type one name on one line, for example Bee.")
    return _fits(lines[0], LONGEST_NAME, "name")


def a_count(low: int, high: int, unit: str = "") -> Parse:
    """A whole number from `low` to `high`, stored in digits; `unit` is its plural, such as "days"."""
    units = rf"(?: {unit}| {unit.removesuffix('s')})?" if unit else ""
    number = re.compile(rf"(?:(?:about|around|just|only) )?([0-9]{{1,6}}){units}")
    example = 3 if low <= 3 <= high else min(max(low, 3), high)  # noqa: PLR2004  # a small number reads well
    refusal = f"Please type a whole number {'of ' * bool(unit)}{unit}".rstrip()

    def count(typed: str, today: date) -> str:
        words = tidy("".join(_digit(sign) for sign in typed)) if len(typed) <= LONGEST_NUMBER else ""
        match = number.fullmatch("0" if words in {"none", "no", "nothing", "zero", "nil"} else words)
        if not match or not low <= int(match[1]) <= high:
            raise Invalid(f"{refusal} from {low} to {high}, for example {example}.")
        return str(int(match[1]))

    return count


def one_of(options: tuple[Option, ...]) -> Parse:
    """One of these, by its value or its label."""

    def choice(typed: str, today: date) -> str:
        if option := chosen(typed, options):
            return option.value
        raise please_choose(options)

    return choice


def yes_no(typed: str, today: date) -> str:
    """Yes or no in the ways that people say it, stored as yes or no."""
    words = same_words(typed)
    if words in YES or typed.startswith("\N{THUMBS UP SIGN}"):
        return "yes"
    if words in NO or typed.startswith("\N{THUMBS DOWN SIGN}"):
        return "no"
    raise please_choose(YES_NO)


def _lines(typed: str) -> list[str]:
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", typed))
    return [" ".join(line.split()) for line in _NEW_LINE.split(seen)]


def _can_be_seen(said: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _LOOKS_BLANK for sign in said)


def _fits(said: str, limit: int, what: str) -> str:
    if len(said) > limit:
        raise Invalid(
            f"That is {len(said):,} characters and {limit:,} fit here. Could you send a shorter {what}?"
        )
    return said


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
