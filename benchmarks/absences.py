"""The log of days out: whether 10,000 families make a page slower, and what the papers of one child cost."""

from dataclasses import dataclass
from typing import Any

from benchmarks.processes import Process

PAPERS = {
    "picture": "the school year as a picture",
    "chronology_pdf": "the chronology (.pdf)",
    "schedule_docx": "the schedule of sessions missed (.docx)",
    "spreadsheet": "the spreadsheet (.xlsx)",
}


@dataclass(frozen=True)
class Logging:
    """A row for each number of families, the fewest first; and the papers of a child with an entry a day."""

    sizes: tuple[dict[str, Any], ...]
    papers: dict[str, Any]

    def growth(self, what: str) -> float:
        """What a family's page costs among the most, beside what it costs among the fewest."""
        fewest, *_, most = self.sizes
        times: float = most[what] / fewest[what]
        return times

    def usual(self, paper: str) -> float:
        """Milliseconds that it takes once the libraries are loaded."""
        took: float = self.papers["made"][paper]["usual_ms"]
        return took


def measure(families: tuple[int, ...]) -> Logging:
    """In one process of its own, one number of families after another."""
    with Process("benchmarks.bots.logkeeper", *families) as keeper:
        sizes = tuple(keeper.listen() for _ in families)
        return Logging(sizes, keeper.listen())
