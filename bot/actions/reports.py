"""How far a notice has got, for its organiser: told, blocked, waiting, and those nobody can be sure of."""

from dataclasses import dataclass
from datetime import timedelta
from zlib import crc32

from bot.services import Services
from bot.store import families, notices, posts
from bot.store.notices import Notice

LOOKED_AT_FOR = timedelta(days=2)  # by then everybody was told who will be


@dataclass(frozen=True)
class Report:
    """The figures of one notice, and the message that shows them."""

    notice: Notice
    told: int
    gone: int  # blocked the bot, or left Telegram
    waiting: int
    in_doubt: int
    group: str  # the state of the group's own row
    chat_id: int
    message_id: int
    row_id: int
    was: int  # what the message shows now: a sum of its figures

    @property
    def every(self) -> int:
        return self.told + self.gone + self.waiting + self.in_doubt

    @property
    def done(self) -> bool:
        return self.waiting == 0 and self.group not in (posts.WAITING, posts.SENDING)

    @property
    def figures(self) -> int:
        """A number that changes when any of the figures does."""
        every = (self.told, self.gone, self.waiting, self.in_doubt, self.group, self.notice.state)
        return crc32(repr(every).encode()) >> 1  # into a column of whole numbers


async def changed(services: Services) -> list[Report]:
    """The reports whose message shows old figures."""
    async with services.db.transaction() as db:
        found: list[Report] = []
        since = services.clock.now() - LOOKED_AT_FOR
        for row_id, notice_id, parent_id, message_id, was in await posts.reports(db, since):
            notice, author = await notices.notice(db, notice_id), await families.parent(db, parent_id)
            if notice is None or author is None:
                continue
            states = await posts.states(db, notice_id)
            found.append(
                Report(
                    notice,
                    states[posts.TOLD],
                    states[posts.GONE],
                    states[posts.WAITING] + states[posts.SENDING],
                    states[posts.IN_DOUBT],
                    await posts.group_state(db, notice_id),
                    author.chat_id,
                    message_id,
                    row_id,
                    was,
                )
            )
    return [each for each in found if each.figures != each.was]


async def shown(services: Services, report: Report) -> None:
    """The message shows these figures now."""
    async with services.db.transaction() as db:
        await posts.reported(db, report.row_id, report.figures)
