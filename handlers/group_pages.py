"""Every page about groups, with what each must know of the visitor's seat in the group."""

from handlers import group, joining
from handlers.edge.door import Entry

ENTRIES: dict[str, Entry] = {**group.ENTRIES, **joining.ENTRIES}
LINKS = {"g": "join"}  # the first letter of a link's word -> its page
