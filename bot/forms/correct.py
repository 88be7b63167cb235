"""It happened on another day: the one thing about an entry that is often wrong."""

from bot.forms.dates import a_date, a_past_date
from bot.forms.event import OR_TYPE, RECENT, TYPE_IT
from bot.forms.form import Form, Question

_ASK = "Which day was it really?"

CORRECT = Form(
    "correct",
    "Correct the date",
    (Question("on", _ASK, a_past_date, label="Day", options=RECENT, why=OR_TYPE),),
    saves="correction",
)
# For what can still be to come, such as a meeting.
CORRECT_AHEAD = Form(
    "correct_ahead",
    "Correct the date",
    (Question("on", "Which day is it really?", a_date, label="Day", why=TYPE_IT),),
    saves="correction",
)
