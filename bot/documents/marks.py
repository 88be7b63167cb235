"""How each kind of absence is drawn: by shape and shade first, so that it can be read without colour.

What the school called a suspension is dark and full; what it did not is striped or roofed on a light ground;
where the child was taught after all, the ground is white.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Mark:
    """A shape that days_out.typ can paint, its colour, and the colour behind it."""

    shape: str
    colour: str
    ground: str


BLUE, RUST, PEACH, WHITE = "#0064a4", "#b04600", "#fde3cd", "#ffffff"
MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        "excluded": Mark("cross", WHITE, "#1d2329"),
        "suspended": Mark("full", BLUE, BLUE),
        "sent_home": Mark("stripes", RUST, PEACH),
        "kept_home": Mark("roof", RUST, PEACH),
        "separation": Mark("diamond", "#7a3b96", "#eee0f4"),
        "ill": Mark("plus", "#00735a", "#d5eee5"),
        "no_place": Mark("ring", "#a3005a", "#f9dfec"),
        "other": Mark("dots", "#665500", "#fdf3c8"),
        "part_time": Mark("corner", "#0a7ca8", "#d9f0f9"),
        "lunchtime": Mark("disc", BLUE, "#d3e6f4"),
        "offsite": Mark("arrow", "#1d5c54", WHITE),
        "internal": Mark("inner", "#44505a", WHITE),
    }
)
PLAIN = Mark("bars", "#44505a", "#e4e8ec")


def mark_of(kind: str) -> Mark:
    """Gives the mark of a kind; a plain one for a kind that has none yet."""
    return MARKS.get(kind, PLAIN)
