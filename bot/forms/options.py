"""The buttons under a question, and when typed words count as one of them."""

import re
import unicodedata
from dataclasses import dataclass

from bot.forms.invalid import Invalid

LONGEST_LABEL = 40
LONGEST_REPLY = 200  # nobody types a longer label; a longer reply is a story
LABELS_LISTED = 4


@dataclass(frozen=True)
class Option:
    """A button. One with a `hint` is no answer: it shows the hint, and the parent types the answer."""

    value: str
    label: str
    hint: str = ""


def chosen(reply: str, options: tuple[Option, ...]) -> Option | None:
    """The option whose value this is, or whose label was typed, in any case and with any punctuation."""
    for option in options:
        if option.value == reply:
            return option
    words = same_words(reply) if len(reply) <= LONGEST_REPLY else ""
    return next((option for option in options if words and words == same_words(option.label)), None)


def same_words(said: str) -> str:
    """What is left of a label when case and punctuation are forgotten: "E-mail!" is "email"."""
    text = unicodedata.normalize("NFC", said).casefold()
    joined = re.sub(r"(?<=[^\W\d_])['\u2018\u2019\u2010\u2011-](?=[^\W\d_])", "", text)
    return " ".join(re.findall(r"\w+", joined))


def please_choose(options: tuple[Option, ...]) -> Invalid:
    """The sentence that names the buttons, the first few if they are many."""
    labels = [option.label for option in options if not option.hint][:LABELS_LISTED]
    listed = " or ".join(filter(None, (", ".join(labels[:-1]), *labels[-1:])))
    return Invalid(f"Please tap a button, or type one of these: {listed}.")
