"""A Send function that a test holds: it notes what it was asked to say, and does what the test wants."""

import asyncio
from functools import partial


def slow(seconds):
    """An outcome: it takes so long to go out."""
    return partial(asyncio.sleep, seconds)


class Post:
    """`outcomes` are raised, or called and awaited, one a message; after the last, each message goes out."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.tried = []
        self.sent = []
        self.at = []  # on the clock of the event loop

    async def __call__(self, due):
        self.tried.append(due)
        self.at.append(asyncio.get_running_loop().time())
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if isinstance(outcome, Exception):
            raise outcome
        if outcome:
            await outcome()
        self.sent.append(due)

    @property
    def said(self):
        """ "7000000000 ehcna-decision-6w day_after" for each that went out."""
        return [f"{due.chat_id} {due.deadline.rule.id} {due.step.stage}" for due in self.sent]
