"""Plain words about a day out of school, typed at any time, and what is understood of them.

What is not said, or could mean two things, is left out: the form asks for it.
"""

from datetime import date, datetime

import pytest

from bot.forms.heard import LONGEST, heard
from bot.forms.log import LOG

TODAY = date(2026, 11, 18)  # a Wednesday
YEAR = TODAY.year

UNDERSTOOD = """
sent home again -> sent_home
suspended 16 to 18 march -> suspended; first 16 Mar; last 18 Mar
SENT HOME!!! -> sent_home
snet hoem agian -> sent_home
they've sent charlie home again -> sent_home
Will has been sent home -> sent_home
the school sent both boys home today -> sent_home; first 18 Nov
Sent home because short staffed -> sent_home
sent home, they said he was dysregulated -> sent_home
sent home for the rest of the day -> sent_home
Bee's been sent home again, what do I do -> sent_home
they sent him home again is that legal? -> sent_home
Second time this week they've sent him home -> sent_home
Sent home, not called a suspension -> sent_home
sent home but not suspended -> sent_home
They sent him home and wouldn't call it a suspension -> sent_home
sent home, not recorded as a suspension, no letter -> sent_home; letter no
unofficial exclusion again -> sent_home
informally excluded today -> sent_home; first 18 Nov
school rang at 10 to come and get him -> sent_home
school just rang can I come and get him -> sent_home
School phoned, come and get her -> sent_home
School just phoned me at 12.30, could I take him home -> sent_home
they called asking if I could collect him early -> sent_home
Had to collect him early again -> sent_home
I had to leave work to collect him again -> sent_home
I've been called in to pick him up again -> sent_home
phone call from school. collect him please -> sent_home
Got the call again, come and get him -> sent_home
Deputy head called, I need to come and collect him -> sent_home
Had another call to collect DS early today -> sent_home; first 18 Nov
they made me collect him -> sent_home
School has asked me to collect him because he won't go in to class -> sent_home
his TA is off sick so they sent him home at 11 -> sent_home; part 11:00
sent home 12:45 yesterday because TA was off -> sent_home; first 17 Nov; part 12:45
He's been sent home again today -> sent_home; first 18 Nov
sent home this morning -> sent_home; first 18 Nov
sent home on Tuesday -> sent_home; first 17 Nov
sent home last Friday -> sent_home; first 13 Nov
sent home Tuesday last week -> sent_home; first 10 Nov
sent home two days ago -> sent_home; first 16 Nov
sent home the day before yesterday -> sent_home; first 16 Nov
sent home at 3pm on Monday 16th -> sent_home; first 16 Nov; part 15:00
sent home 16 November 2026 at 10:05 -> sent_home; first 16 Nov; part 10:05
My daughter was sent home on the 12th November at 10.45am -> sent_home; first 12 Nov; part 10:45
they rang, sent home at 11 no letter -> sent_home; part 11:00; letter no
Sent home at half 11 -> sent_home; part 11:30
sent home at quarter past 10 -> sent_home; part 10:15
sent home at ten thirty -> sent_home; part 10:30
sent home by 9:30, they never even let him settle -> sent_home; part 09:30
school sent my son home at twelve o'clock -> sent_home; part 12:00
11am they sent him home -> sent_home; part 11:00
Charlie sent home 2pm -> sent_home; part 14:00
sent home at dinner time -> sent_home; part pm
sent home after lunch today -> sent_home; first 18 Nov; part pm
School rang, had to pick him up at 11 -> sent_home; part 11:00
School asked me to pick her up at 12 today -> sent_home; first 18 Nov; part 12:00
school called and asked me to come get him at 1 -> sent_home; part 13:00
nan had to collect him at 11 -> sent_home; part 11:00
He lasted an hour, sent home at 10 -> sent_home; part 10:00
Sent home this afternoon, no letter -> sent_home; first 18 Nov; part pm; letter no
Hi. J sent home today at 1:15. No letter. -> sent_home; first 18 Nov; part 13:15; letter no
Sent home again by 10 for throwing a chair. no exclusion letter -> sent_home; part 10:00; letter no
Sent Mia home at 10.15 - nothing in writing - "cooling off" -> sent_home; part 10:15; letter no
So fed up, sent home again at 11:20 and still no letter -> sent_home; part 11:20; letter not_yet

sent home at lunch every day this week -> sent_home; part pm
sent home at 12 every day this week -> sent_home; part 12:00
He's been sent home at 1 each day this week -> sent_home; part 13:00
sent home at 11 Monday and Tuesday -> sent_home; part 11:00
sent home at lunch Mon, Tues and Weds -> sent_home; part pm
sent home at 11 every day since Monday -> sent_home; part 11:00
sent home at 12 every Friday -> sent_home; part 12:00
they send him home at 12 every day -> sent_home; part 12:00
sent home every day this week -> sent_home

told to keep him home until Monday -> kept_home; last 20 Nov
not allowed back until Monday -> kept_home; last 20 Nov
They won't have him back in until Monday -> kept_home; last 20 Nov
cant come back till monday -> kept_home; last 20 Nov
sent home until monday -> kept_home; last 20 Nov
told not to bring him back until Thursday -> kept_home; last 18 Nov
Told to keep him off until the meeting on Thursday -> kept_home
they said he can't come back until after the meeting -> kept_home
told to stay home till a risk assessment is done -> kept_home
school told us to keep him off until further notice -> kept_home; last open
They told me to keep her at home today -> kept_home; first 18 Nov
they asked me to keep him at home on the 18th -> kept_home; first 18 Nov
been asked to keep him home tomorrow -> kept_home; first 19 Nov
Head said don't bring him in tomorrow -> kept_home; first 19 Nov
School said not to send him in today because no staff -> kept_home; first 18 Nov
school wont let him in today -> kept_home; first 18 Nov
head refused to let him in this morning -> kept_home; first 18 Nov
they won't let him in without a 1:1 -> kept_home
school refused him entry today -> kept_home; first 18 Nov
turned away at the gate this morning -> kept_home; first 18 Nov

Kept away for safeguarding -> separation
sent home and they said it's for safeguarding -> separation
safeguarding separation from today to Wednesday -> separation; first 18 Nov
safeguarding separation since Tuesday -> separation; first 17 Nov; last open

permanently excluded -> excluded
They've permanantly excluded him -> excluded
Hes been expelled -> excluded
permanent exclusion yesterday -> excluded
perm ex today, got the letter -> excluded; letter yes
permanently excluded from Monday -> excluded; first 23 Nov

Suspended -> suspended
He has been suspended -> suspended
suspened again -> suspended
exlusion again -> suspended
they've excluded him again!!!! -> suspended
they rang to say he's been suspended -> suspended
Suspended! 2 days. Again. I'm so tired -> suspended
My 13 yr old son has again been excluded from school for swearing -> suspended
got a 2 day suspension -> suspended
they have given him a 5 day fixed term -> suspended
suspension started Monday -> suspended; first 16 Nov
fixed term exclusion 3 days -> suspended
hes been suspended for 2 days -> suspended
suspended for the rest of the week -> suspended
Exlcuded for a day -> suspended; last same
1 day suspension tomorrow -> suspended; first 19 Nov; last same
suspended for half a day today -> suspended; last same
suspended for 3 days from Monday -> suspended; first 23 Nov
3 day suspension starting tomorrow -> suspended; first 19 Nov
suspended on the 17th for 3 days -> suspended; first 17 Nov
Suspended 2 days from 23rd November -> suspended; first 23 Nov
The head has suspended him for three days from tomorrow -> suspended; first 19 Nov
excluded from school today because they were unable to manage him -> suspended
suspended till Friday -> suspended; last 20 Nov
suspended until monday -> suspended; last 20 Nov
school have suspended her until the 27th -> suspended; last 27 Nov
suspended and back in on Monday 23rd -> suspended; last 20 Nov
he can go back on Tuesday, suspended today -> suspended; last 23 Nov
suspended up to and including Thursday -> suspended; last 19 Nov
suspended, it ends on Thursday -> suspended; last 19 Nov
suspended, returns to school on 24 November -> suspended; last 23 Nov
Suspended today and tomorrow -> suspended; first 18 Nov; last 19 Nov
Suspended from tomorrow until Friday -> suspended; first 19 Nov; last 20 Nov
suspended from Thursday to Tuesday -> suspended; first 19 Nov; last 24 Nov
suspended from today until Friday 27th November -> suspended; first 18 Nov; last 27 Nov
He was suspended Monday to Tuesday -> suspended; first 16 Nov; last 17 Nov
He was suspended on 10 November until 12 November -> suspended; first 10 Nov; last 12 Nov
Suspended 16/11/2026 to 18/11/2026 -> suspended; first 16 Nov; last 18 Nov
fixed-term suspension 18-20 November -> suspended; first 18 Nov; last 20 Nov
Suspension from 18th to 20th November -> suspended; first 18 Nov; last 20 Nov
suspended 23rd - 25th Nov -> suspended; first 23 Nov; last 25 Nov
she got suspended, letter to follow -> suspended; letter not_yet
excluded for 5 days, letter came today -> suspended; letter yes
suspended, letter says back on 25 November -> suspended; last 24 Nov; letter yes
My son was suspended yesterday. I got a letter by email -> suspended; letter yes
suspended today -> suspended
suspended this morning -> suspended
suspended today, back in on Monday -> suspended; last 20 Nov
suspended from today -> suspended; first 18 Nov
suspended since yesterday -> suspended; first 17 Nov
suspended today until Friday -> suspended; first 18 Nov; last 20 Nov
suspended this morning to Friday 20th -> suspended; first 18 Nov; last 20 Nov
suspended today back on Friday -> suspended; last 19 Nov

banned at lunchtimes today -> lunchtime
sent home every lunchtime -> lunchtime
sent home at lunchtimes every day this week -> lunchtime
Sent home at lunchtimes -> lunchtime
I have to collect him every lunch time -> lunchtime
banned from school at lunchtimes -> lunchtime
Suspended at lunchtimes from Monday -> lunchtime; first 23 Nov
lunch time exclusions this week, letter came -> lunchtime; letter yes

couldn't get him in, anxiety -> ill
couldn't get Bee in again -> ill
couldn't get her up for school -> ill
Could not get her into school this morning -> ill; first 18 Nov
can't get her in school again this morning, in tears -> ill; first 18 Nov
wouldnt get out of the car -> ill
wouldn't leave the house today, anxiety -> ill; first 18 Nov
in bits this morning wouldn't go through the gate -> ill; first 18 Nov
She won't go to school -> ill
refused to go to school today -> ill; first 18 Nov
refusing school again -> ill
school refusal again today -> ill; first 18 Nov
too anxious to go in today -> ill; first 18 Nov
Ill, or too anxious to go -> ill
too poorly for school -> ill
couldn't face school today -> ill; first 18 Nov
he can't go in today, too anxious -> ill; first 18 Nov
Another EBSA day -> ill
she's been off all week with anxiety -> ill
he's been off since half term with burnout -> ill; last open
He hasnt been in school since september due to anxiety -> ill; last open
Off school with anxiety since Monday -> ill; first 16 Nov; last open
off since yesterday, sick bug -> ill; first 17 Nov; last open
ill since the 20th -> ill; first 20 Oct; last open
still ill -> ill; last open
Off ill yesterday and today -> ill; first 17 Nov; last 18 Nov
off Thursday and Friday with a bug -> ill; first 12 Nov; last 13 Nov
off ill on 3 March -> ill; first 3 Mar
He's ill -> ill
hes poorly today -> ill; first 18 Nov
He's off, sick -> ill
I rang school to say he is ill -> ill
D&V so off 48 hours -> ill
temperature of 39 so kept her off school -> ill
kept him off today with a tummy bug -> ill; first 18 Nov
she was sick in the night so not in today -> ill; first 18 Nov
he's got covid so off until wednesday -> ill
chicken pox, off until monday -> ill; last 20 Nov
Sent home sick yesterday -> ill; first 17 Nov
school rang he's been sick, picked him up at 10 -> ill
school rang she has a temperature had to collect at 11 -> ill
off sick this morning only -> ill; first 18 Nov; last same; part am
off sick just this afternoon -> ill; first 18 Nov; last same; part pm
off sick all day yesterday -> ill; first 17 Nov; last same; part all

no school place -> no_place
he hasn't got a school place -> no_place
No school will take him -> no_place
placement broke down last week -> no_place
hasn't had a school since July -> no_place; last open
no school place since September -> no_place; last open
still no school place -> no_place; last open
LA still hasn't given us a school place -> no_place; last open
out of school with no place since 1 September -> no_place; first 1 Sep; last open

taxi didn't come so he's off today -> other; first 18 Nov
no transport today, missed school -> other; first 18 Nov
bus never turned up and we couldn't get him there -> other
taxi never turned up so he was at home all day -> other; last same; part all

on a part time timetable -> part_time
only in school 2 hours a day -> part_time
only allowed in for 2 hours a day since Monday -> part_time; first 16 Nov
They've put him on a reduced timetable from Monday -> part_time; first 23 Nov
reduced timetable since last Monday no letter yet -> part_time; first 16 Nov; letter not_yet
hes only doing mornings -> part_time; hours pm
he's only in afternoons -> part_time; hours am
part time timetable since 2 November, mornings only -> part_time; first 2 Nov; hours pm
reduced hours from monday, finishing at 12 -> part_time; first 23 Nov; hours 12:00
reduced timetable, home at 12 every day -> part_time; days 12345; hours 12:00
picked up at 11.30 every day -> part_time; days 12345; hours 11:30
reduced timetable started Monday 9 till 11 -> part_time; first 16 Nov; hours 11:00
going in 10 till 12 each day -> part_time; days 12345
home at 12 every Friday -> part_time; days 5; hours 12:00
on a reduced timetable, sent home at 12 every day -> part_time; days 12345; hours 12:00
sent home at 12 every day since September -> part_time; days 12345; hours 12:00
sent home at 11 every day for the last 3 weeks -> part_time; days 12345; hours 11:00
sent home at 12 mon to thurs since half term -> part_time; days 1234; hours 12:00
he goes home at 12 Mon, Tues and Weds -> part_time; days 123; hours 12:00
he's doing 9-11 Monday Wednesday Friday -> part_time; days 135; hours 11:00
home at 11:30 mon to thurs and not in on fridays -> part_time; hours 11:30
part-time timetable 9-12 Mon-Thurs -> part_time; days 1234; hours 12:00
home at 11:30 Monday to Thursday since 3 March -> part_time; first 3 Mar; days 1234; hours 11:30
in school 9 til 11 every day since 5 October -> part_time; first 5 Oct; days 12345; hours 11:00
in at 10 every day, part time timetable, no letter -> part_time; days 12345; hours in 10:00; letter no

sent him to a PRU -> offsite
off site direction from Monday -> offsite; first 23 Nov
directed off-site until 27 November -> offsite; last 27 Nov
sent to alternative provision from Monday -> offsite; first 23 Nov

isolation again -> internal
in the inclusion room since Monday -> internal; first 16 Nov; last open
he's been sent to the isolation unit -> internal
Internally suspended for 2 days -> internal
internal exclusion yesterday -> internal; first 17 Nov
she's in isolation until Friday -> internal; last 20 Nov
He's been in isolation since Tuesday -> internal; first 17 Nov; last open
in isolation all day today -> internal; first 18 Nov; last same; part all
"""
TWO_DAYS_OR_NONE = """
He was sent home yesterday and the day before -> sent_home
sent home monday and tuesday -> sent_home
Sent home on 3rd and 5th November -> sent_home
He was sent home on Monday and again on Tuesday -> sent_home
sent home Weds -> sent_home
sent home last week -> sent_home
sent home on Sunday -> sent_home
sent home on 25 November -> sent_home
sent home 1/2 day -> sent_home
they rang at 10:30 and sent him home -> sent_home
sent home at 10 or 11 -> sent_home
sent home at 10, no sent home at 11 -> sent_home
Told me to keep her home Monday as short staffed -> kept_home
suspended Monday to Wednesday -> suspended
He was suspended from Monday to Wednesday -> suspended
suspended since Wednesday -> suspended
suspended again, back on Wednesday -> suspended
suspended next Monday -> suspended
suspended until next Friday -> suspended
suspended till Thursday -> suspended
suspended until tomorrow -> suspended
suspended for a week -> suspended
excluded for one and a half days -> suspended
On a part time timetable of 2 hours a day since September -> part_time
"""


def rows(table):
    """Each message of a table with the answers beside it; a date is written as "18 Nov"."""
    return [tuple(line.rsplit(" -> ", 1)) for line in table.strip().splitlines() if line]


def answers(understood):
    kind, *rest = understood.split("; ")
    given = (each.split(" ", 1) for each in rest)
    return {"kind": kind} | {_name(question, kind): _stored(said) for question, said in given}


def _name(question, kind):
    return f"first_{kind}" if question == "first" else question


def _stored(said):
    try:
        return datetime.strptime(f"{said} {YEAR} +0000", "%d %b %Y %z").date().isoformat()
    except ValueError:
        return said


def finished(given):
    """The form carried on by a parent who taps: on the last day where that was heard, else on this day."""
    while question := LOG.current(given):
        reply = question.options[-1].value if question.options else ""
        if question.id.startswith("first_"):
            last = given.get("last", "")
            reply = last if last[:1].isdigit() else TODAY.isoformat()
        given = LOG.answer(given, question.id, reply, TODAY)
    return given


@pytest.mark.parametrize(("said", "understood"), rows(UNDERSTOOD))
def test_what_a_parent_says_is_understood(said, understood):
    assert heard(said, TODAY) == answers(understood)


@pytest.mark.parametrize(("said", "understood"), rows(TWO_DAYS_OR_NONE))
def test_what_could_mean_two_things_is_left_to_the_form(said, understood):
    assert heard(said, TODAY) == answers(understood)


@pytest.mark.parametrize("said", [said for said, _ in rows(UNDERSTOOD + TWO_DAYS_OR_NONE)])
def test_the_form_takes_what_was_heard_and_asks_for_the_rest(said):
    given = heard(said, TODAY)
    assert all(LOG.question(name).accepts(stored) for name, stored in given.items())
    complete = finished(given)
    assert given.items() <= LOG.submitted(complete).items()
    assert LOG.slip(complete) == ""


@pytest.mark.parametrize(
    "changed",
    [
        str.upper,
        "hi {}".format,
        "Hello, {}!!".format,
        "  {} \U0001f622".format,
        "so fed up. {}. thank you".format,
    ],
    ids=["capitals", "hi", "hello", "a picture", "more"],
)
def test_case_punctuation_and_a_greeting_do_not_matter(changed):
    for said, understood in rows(UNDERSTOOD):
        assert heard(changed(said), TODAY) == answers(understood), said


def test_a_story_is_left_alone():
    assert heard("sent home today", TODAY) is not None
    assert heard("It was a long day. " * 50 + "sent home today", TODAY) is None
    assert heard("sent home today ".ljust(LONGEST), TODAY) is not None
