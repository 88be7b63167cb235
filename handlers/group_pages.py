"""Every page and form about groups, with what each must know of the visitor's seat in the group."""

from handlers import coming, figures, group, joining, notice_changes, notice_sending, notices, pledges, shared
from handlers.edge.door import Entry

_ROOMS = (group, joining, notices, notice_sending, notice_changes, coming, pledges, shared, figures)
ENTRIES: dict[str, Entry] = {name: entry for room in _ROOMS for name, entry in room.ENTRIES.items()}
FORMS = (*notices.FORMS, *notice_sending.FORMS, *notice_changes.FORMS, *coming.FORMS, *pledges.FORMS)
LINKS = {"g": "join", "n": "notice"}  # the first letter of a link's word -> its page
