"""Words that are no news of this child's day out of school: no offer to log them comes."""

from datetime import date

import pytest

from bot.forms.heard import heard

TODAY = date(2026, 11, 18)

ASKED = """
is it legal to send him home?
is it legal to send him home
what if they suspend him
what happens when a child is suspended
can they exclude him for this
Can they send him home every day?
so can they just send him home
can a school put my son on a part time timetable
what is a part time timetable
what's a reduced timetable
how many days can he be suspended for
how do I appeal a permanent exclusion
how long can he be off sick
how many times has he been sent home
does a sent home count as an exclusion
Does being sent home for the rest of the day count as suspension
does anyone know if being sent home counts
what does informal exclusion mean
should we ask for a reduced timetable
should i keep him off
do you know if school can suspend him
What do I do if they send him home
Who do I talk to about his school sending him home
is there no school place for him?
is the placement broken
which school has a place
when will the plan come
when is half term
can you collect him today
if he's off sick do I need a note
"""
NOT_SO = """
he was not suspended
he wasn't suspended
He's not suspended he's just tired
he has never been suspended
she's not been sent home this week
he hasn't been sent home since March
they didn't send him home today
he wasnt sent home
Bee was not sent home today, phew
Didn't get a call today, lasted all day
at least he wasn't sent home
no suspensions this term
he has had no exclusions
nobody was suspended
They didn't exclude him
school has not excluded him
They can't suspend him
school says it wasn't a suspension
they said he would not be suspended
the suspension was overturned
the part time timetable ended
he is back full time
he's back in on Monday
back in school on Monday after suspension
he went in fine today
He is back in school today
managed to get him into school this morning
"""
FEARED_OR_WISHED = """
hes worried he will be suspended
I'm scared he'll be excluded
im worried about him being sent home again
worried they will send him home
he might be suspended
he could be excluded permanently
he nearly got sent home today
he was almost excluded
if he gets sent home again I will lose my job
they threatened to suspend him
school are threatening permanent exclusion
he's at risk of exclusion
they said next time he will be suspended
they say they will suspend him if he does it again
She will probably be excluded
going to be suspended I think
he'll get suspended
They should not have sent him home
I don't think he should be suspended
I wish they had not sent him home
pls dont suspend him
stop sending him home
he begged not to be sent home
he wants to be sent home
i want a part time timetable for him
they have suggested a part time timetable
they want to put him on a reduced timetable
we asked for a part time timetable
I'm thinking of keeping him off
Tempted to keep him home tomorrow
"""
TALKED_ABOUT = """
I want to appeal the exclusion
We appealed the suspension
meeting about his suspension tomorrow
meeting about the part time timetable on Monday
the governors meeting is about the exclusion
letter about the exclusion
write a letter about the suspension
draft a letter to the school about him being sent home
draft the letter asking for work while he is ill
I need help with a letter about him being sent home
complaint about informal exclusion
unlawful exclusion advice
informal exclusions are unlawful
guidance on part time timetables
reduced timetable law
part-time timetable isn't working
read your exclusion policy
school policy on isolation rooms
exclusion of disabled children
exclusion from school is awful
suspension
delete the suspension
i logged a suspension
show me his days out
"""
LONG_AGO_OR_OFTEN = """
he was suspended last year
he was excluded in year 2
He was on a part time timetable in year 1
2 years ago he was permanently excluded
he used to be on a part time timetable
he was suspended at his old school
after he was suspended they changed the plan
since he was suspended he has been sad
his suspension ended and he was happy
she was poorly as a toddler
He was in hospital as a baby
he has been sent home 5 times this year
they have called 5 times to pick him up
they keep sending him home
he gets sent home every time he cries
"""
SOMEBODY_ELSE = """
my friend's son was suspended today
another boy in his class got suspended
the other child was sent home
whole class sent home
Year 3 sent home today
Kids sent home early, no heating
School closed early sent everyone home
school is closed today because of snow
his teacher is off sick
the headteacher has been suspended
SENCO is off sick since September
I'm off sick today
I've been ill all week
I was sent home from work
i was suspended from work
my mum is ill
husband is off work with a bad back
I was excluded from the meeting
parents were not allowed in
I wasn't allowed in school
we're not allowed back in the building
I'm too upset to go to the meeting
I cant manage today
I work part time
his teacher is part time
the senco only works mornings
"""
SOMETHING_ELSE = """
a letter was sent home
they sent a letter home about the trip
sent home with a note about nits
they sent his work home
the council sent the draft plan home
school sends a diary home every day
the school sends work home every day
sent the letter today
his transport has been suspended
DLA has been suspended
they suspended the assessment
he was excluded from the school trip
she is excluded from PE
he feels excluded
he feels so isolated
social isolation is making him sad
isolated and lonely
he plays in isolation
He has speech therapy on Monday mornings only
2 hours a day of 1:1 support
settling in for an hour a day
his 1:1 hours have been cut
she watches tv an hour a day
he comes home at 3:30 every day
taxi picks him up at 8.30 every day
the taxi will come to collect him
dad will come and collect him
I collect him every day at 3
picking him up at 3
had to collect his medication from the chemist
he's got a dentist appointment so i picked him up early
school rang about the meeting
school rang to collect his coat
they asked me to fetch the paperwork
I rang the council, they collect data
They rang me this morning
School called, he has hurt his arm
they told me to keep the letter
he told me to go home
they told me to bring him home a present
keep him safe
The council said they will not assess
he does not want to go to school
He was restrained on Tuesday
picked him up early for a hospital appointment
We meet Mondays 10 to 12
they kept him in at lunch
isolating with covid in 2020
they consulted 5 schools and all said no
home education
he's upset at home
tired and off his food
he's too tired for homework
He's off to school
sick of this
im sick and tired of waiting
this is making me ill
I'll ring the school tomorrow
his anxiety is bad
she is anxious about school
he has epilepsy
refused to go to bed
school refused to give me the records
school is refusing to help
the LA refused the assessment
the EP refused to attend
school refused to take him on the trip
he's not allowed in the playground
not allowed phones until lunch
I couldn't get in today, phone lines busy
couldn't get through to the school
couldn't get in touch with the senco
couldn't get him in to see the GP
cant get her to school on time
can't get him to sleep
he won't get dressed by himself
wouldn't go on the bus trip
no school named in the plan
he hasn't been offered a place at the club
we applied for a school place
no transport to the trip
taxi was late
off site visit tomorrow
They sent the papers to another school
moving to another school in September
not in today
No school today
he has lunch at 12 every day
he likes his lunchtime club
Permanent place at special school
"""
HELLO = """
hello
thank you
yes
today
12 March
3 days
at 11
Bee
Kilburn Park School
"""
TABLES = {
    "asked": ASKED,
    "not so": NOT_SO,
    "feared or wished": FEARED_OR_WISHED,
    "talked about": TALKED_ABOUT,
    "long ago or often": LONG_AGO_OR_OFTEN,
    "of somebody else": SOMEBODY_ELSE,
    "of something else": SOMETHING_ELSE,
    "hello": HELLO,
}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(said, id=f"{why}: {said}")
        for why, table in TABLES.items()
        for said in table.split("\n")
        if said
    ],
)
def test_nothing_is_offered(said):
    assert heard(said, TODAY) is None
    assert heard(f"Hi, {said.upper()}", TODAY) is None
