"""The members of a group in the stand-in: who has blocked the bot, who left Telegram, who has the notice."""

from benchmarks import words
from benchmarks.limits import Limits
from bot.demo import groups
from bot.demo.refusals import Json
from bot.demo.world import World

ONE_IN_BLOCKED = 10
DEACTIVATED = 5


class Audience:
    """The first person is the organiser; the members come after `others` who are in no group."""

    def __init__(self, world: World, limits: Limits, members: int, others: int) -> None:
        self._world, self._limits = world, limits
        first = words.FIRST_PERSON + 1 + others
        self._numbers = range(first, first + members)
        for number in range(words.FIRST_PERSON, first + members):
            world.private(world.join("Parent", person_id=number)).started = True
        for number in self._numbers[::ONE_IN_BLOCKED]:  # while the bot was off: it has not heard of it
            world.private(world.people[number]).blocked = True
        for number in self._numbers[1 :: members // DEACTIVATED][:DEACTIVATED]:
            world.people[number].deleted = True
        owner = world.people[words.FIRST_PERSON]
        self._group = world.open_group("Parents together", owner)
        groups.add_bot(world, self._group, owner)

    @property
    def group(self) -> int:
        return self._group.id

    def progress(self) -> Json:
        """How many calls were let through, and how many were refused and why."""
        return {"sends": len(self._limits.sends), "refused": dict(self._limits.refused)}

    def rhythm(self) -> Json:
        """The moment of each call that was let through, and when the floods were."""
        return {"sends": self._limits.sends, "floods": self._limits.floods}

    def copies(self) -> Json:
        """Who can be told and has no copy; how many have one, and more; how many copies the others have."""
        have = {number: self._copies(number) for number in self._numbers}
        living = {number: many for number, many in have.items() if self._can_be_told(number)}
        return {
            "living": len(living),
            "none": [number for number, many in living.items() if not many],
            "once": sum(many == 1 for many in living.values()),
            "twice": sum(many > 1 for many in living.values()),
            "others": sum(have.values()) - sum(living.values()),
            "group": self._copies(self._group.id),
        }

    def _can_be_told(self, number: int) -> bool:
        human = self._world.people[number]
        return not human.deleted and not self._world.private(human).blocked

    def _copies(self, chat: int) -> int:
        posts = self._world.chats[chat].posts.values()
        return sum(words.NOTICE in post.get("text", "") for post in posts)
