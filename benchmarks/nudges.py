"""100,000 late councils: how fast the nudges are planned, and 10,000 of them sent, once each."""

import tempfile
from dataclasses import dataclass
from typing import Any

from benchmarks.processes import Process, Stage

LATENCIES = (0.0, 0.05)


@dataclass(frozen=True)
class Nudging:
    """`planned` and `delivered` are what the process told: seconds, CPU, memory; `chats` is what arrived."""

    cases: int
    sent_each: int
    filled: dict[str, Any]
    planned: dict[str, Any]
    delivered: tuple[dict[str, Any], ...]

    @property
    def pending(self) -> int:
        return self.planned["outbox"].get("waiting", 0)


def measure(cases: int, sent_each: int) -> Nudging:
    with tempfile.TemporaryDirectory() as folder, Stage() as stage:
        stage.ask("join", size=sent_each * len(LATENCIES))
        where = (*stage.for_a_bot, "--folder", folder, "--people", cases, "--told", sent_each)
        with Process("benchmarks.bots.nudger", *where) as nudger:
            filled, planned = nudger.listen(), nudger.listen()
            delivered = tuple(_deliver(nudger, stage, latency) for latency in LATENCIES)
    return Nudging(cases, sent_each, filled, planned, delivered)


def _deliver(nudger: Process, stage: Stage, latency: float) -> dict[str, Any]:
    """One delivery; `chats` says how many chats have had how many messages up to now."""
    stage.ask("slow", seconds=latency)
    told = nudger.ask("deliver")
    return told | {"latency": latency, "chats": stage.ask("heard")["chats"]}
