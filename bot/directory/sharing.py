"""Whether an address that a parent gave may be used by others: an office's may, somebody's own never.

What is refused here stays with the parent who gave it. It is strict where a mistake would cost most: an
e-mail to a council goes to a council, so that no stranger can gather letters about children in a mailbox.
"""

import re
import unicodedata
from collections.abc import Iterable

OF_COUNCIL = ("ehc-team", "ehcna-request", "complaints", "general", "director")
OF_ONE_SCHOOL = ("school", "chair", "clerk", "data")  # not the one in a plan, nor an officer of one decision
SHARED = (*OF_COUNCIL, "sendiass", *OF_ONE_SCHOOL)
MOST_LINES, LONGEST_LINE = 8, 80
SHORTEST_NAME = 3

# Where people have their own mailboxes. Offices of schools and charities have many other names, these never.
HOMES = (
    *("gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail", "icloud"),
    *("me", "mac", "aol", "btinternet", "btopenworld", "talktalk", "sky", "virginmedia", "ntlworld"),
    *("blueyonder", "tiscali", "plusnet", "protonmail", "proton", "pm", "gmx", "mail", "zoho", "fastmail"),
    *("tutanota", "tuta", "hey", "yandex"),
)
_EMAIL = re.compile(r"[a-z0-9._%+'-]+@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)")
_LINK = re.compile(r"https?:|www\.|t\.me/|://")
_MOBILE = re.compile(r"(?:\+?44\s?\(?0?\)?|\b0)7(?:[\s-]?[0-9]){9}\b")


def lines_of(address: str) -> tuple[str, ...]:
    """The lines of an address, each tidied, without those that are empty."""
    return tuple(" ".join(line.split()) for line in address.splitlines() if line.strip())


def why_private(role: str, lines: Iterable[str], names: Iterable[str]) -> str:
    """Why these lines stay with the parent who gave them, as a sentence; "" where they may be shared.

    `names` are those of the family.
    """
    some = [unicodedata.normalize("NFKC", line).casefold() for line in lines]
    if len(some) > MOST_LINES or any(len(line) > LONGEST_LINE for line in some):
        return "It is longer than an address."
    if any(_LINK.search(line) for line in some):
        return "It has a link in it, and not only an address."
    if any(_MOBILE.search(line) for line in some):
        return "It has a mobile number in it, which may be somebody's own."
    if any(_is_named(name, " ".join(some)) for name in names):
        return "It has a name of your family in it."
    return next(filter(None, (_why_not_mail(role, word) for line in some for word in line.split())), "")


def _is_named(name: str, words: str) -> bool:
    known = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return len(known) >= SHORTEST_NAME and re.search(rf"(?<!\w){re.escape(known)}(?!\w)", words) is not None


def _why_not_mail(role: str, word: str) -> str:
    """Why an e-mail address among the lines is nobody's office."""
    if "@" not in word:
        return ""
    found = _EMAIL.fullmatch(word.strip('<>()[],;:."').removeprefix("mailto:"))
    if found is None:
        return "I cannot read the e-mail address in it."
    host = found["host"]
    if role in OF_COUNCIL and not host.endswith(".gov.uk"):
        return "A council's e-mail address ends in .gov.uk, and the one in it does not."
    if host.split(".")[0] in HOMES:
        return "It looks like somebody's own e-mail address."
    return ""
