"""Plain words that say that a child is back at school, and words that only sound like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.heard_back import LONGEST, says_back

BACK = """
he's back
hes back
Shes back
he is back
she is back!!
She's finally back
he's back now
He's back today
he's back in
hes back in today
he is back in now
he's back this morning
he's back since Monday
he's been back since Monday
he has been back at school since Tuesday
he is back at school
she is back at school
she's back at school today
he's back in school
back in school
back in school today
Back at school today
back to school today
finally back in school
he is back to school
he's now back in class
he's back in his class
he's back in lessons
she is back at nursery
she's back at college
my son is back at school
my daughter's back at school today
my little boy is back in school
Bee is back at school
Bee's back in school
Bee is back in school now
they are both back at school
they're back at school
the twins are back at school today
back to full time
back full time
he's back full time
he is back to full time
she's back in full time
he's back in school full time
back to full days
back to normal hours
he's back on a full timetable
she is back to her normal timetable
he went back today
he went back in today
she went back yesterday
he went back to school
he went back to school on Monday
he went back to school this morning
he's gone back to school
she has gone back to school today
he started back on Monday
she started back at school today
Bee went back to school today
he came back to school today
he returned to school today
he has returned to school
Bee returned to school last Monday
they let him back in today
they've let him back in school
got him back in today
we got him back into school today
managed to get him back in school
first day back today
his first day back at school and it went well
he was back at school yesterday
back at school after 3 weeks
he's back at school after his suspension
she's back at school after her exclusion
Good news, he's back
the part time timetable has ended, he's back full time
sent home last week but he's back at school
nan took him back to school
good news - he is back at school
hi, he's back
Just to say he's back at school
update: back in school today
I'm so pleased, he's back in school
he's back at school and happy
he's back in school so that's good
HE IS BACK AT SCHOOL
he\u2019s back at school
"""
NOT_BACK = """
back pain
he has back pain
his back hurts
my back is bad
he hurt his back
he's hurt his back in school today
his back in school was sore
I'll be back
I'll be back later
ill be back
i'm back
I am back
we're back
we are back at school for a meeting
I'm back at school for a meeting on Monday
i was back in school today to see the head
I've been back in school for a meeting
I have been back at school today
the teacher has been back since Monday
call me back
they rang back
the school rang back
they called me back today
can you get back to me
they never got back to me
the head got back to me today
she got back to me today
no one has come back to me
is he back yet?
is he back yet
is he back at school?
is she back in school
when is he back
when will he be back
he's back?
is he allowed back
can he go back
can he come back tomorrow
he isn't back
he's not back
he is not back at school yet
he isn't back at school
she hasn't been back since Monday
he never went back
he hasn't gone back to school
he won't go back
he can't go back
he cannot go back to school
he didn't go back to school
they won't let him back in
they won't have him back
they won't have him back in school
not allowed back
he's not allowed back until Monday
not back until Monday
until he's back
when he's back at school
once he is back in school
if he is back in school
before he's back at school
he'll be back on Monday
he will be back at school
he will be back in school tomorrow
he should be back in school
he might be back at school
he's back on Monday
he's back in on Monday
he's back in school on Monday
back in school on Monday
back in school on Monday after suspension
back at school on 23 November
she is back tomorrow
back at school next week
back to school soon
he goes back on Monday
he is going back on Monday
going back to school
he wants to go back to school
she wants him back in school
we want him back at school
they want her back in school full time
hoping he's back in school soon
I hope he is back at school
he's ready to be back
he's scared to be back at school
he's nearly back
refused to go back to school
too anxious to go back
he's back home
he is back home now
they sent him back home
sent back home
he's back in hospital
he's back in isolation
he's back in bed
he's back to square one
he's back to his old self
she's back to her old tricks
he's back to hitting
he's back off sick
he's back with his dad
he is back from school
he came back from school upset
he came back in tears
he went back to bed
he went back to sleep
he went back home
he went back inside
he's back on a part time timetable
he's back to part time
back on reduced hours
back to half days
he's back at school but only mornings
back in school for an hour a day
back in school on a phased return
he is back in the mornings only
his anxiety is back
the rash is back
the pain is back
school is back
schools are back today
everyone is back at school
his sister is back at school
his teacher is back
his teacher is back at school
the head is back today
the SENCO is back on Monday
my mum is back
his friends are back at school
all the other children are back in school
the plan is back
the letter came back
it came back today
we went back to court
I went back to school to collect his coat
i went back in today
we took it back to school
I sent it back to school
back to school sale
back to school shopping
back to school night
back in school uniform
back in the car
back in the day
back and forth
back up
back to the question
back
go back
take me back
give it back
paid me back
put it back
back to you
come back
welcome back
look back at school
on the back of the form
he turned his back
the back gate
a step back
backwards
background
hello
yes
thank you
sent home again
suspended today
"""


def lines(table):
    return [line for line in table.split("\n") if line]


@pytest.mark.parametrize("said", lines(BACK))
def test_a_child_is_said_to_be_back(said):
    assert says_back(said)


@pytest.mark.parametrize("said", lines(NOT_BACK))
def test_nobody_is_said_to_be_back(said):
    assert not says_back(said)


@pytest.mark.parametrize("said", lines(BACK))
@pytest.mark.parametrize("changed", ["{}!!", "hello, {}", "{}. thank you", "  {} \U0001f600", "yes. {}"])
def test_what_is_said_beside_it_does_not_matter(said, changed):
    assert says_back(changed.format(said))


@pytest.mark.parametrize("said", ["he's back", "back at school", "she went back to school"])
@pytest.mark.parametrize("taken_back", ["is {}?", "if {}", "I hope {}", "when {}", "not {}", "{} tomorrow"])
def test_what_is_asked_or_wished_or_to_come_is_no_news(said, taken_back):
    assert not says_back(taken_back.format(said))


def test_a_story_is_left_alone():
    assert says_back("he's back".ljust(LONGEST))
    assert not says_back("he's back".ljust(LONGEST + 1))


WORDS = """
he she they hes is was has been back in at to school today now not full time went got him and . , ?
"""


@given(
    st.one_of(
        st.text(max_size=LONGEST + 5), st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join)
    )
)
@settings(max_examples=100, deadline=None)
def test_any_text_is_heard(text):
    assert says_back(text) in (True, False)


@pytest.mark.parametrize(
    "piece", ["he ", "back ", "now just ", "a", "he is now ", "back in ", "him back ", "- "]
)
def test_a_hostile_message_is_heard_at_once(piece):
    assert says_back((piece * LONGEST)[:LONGEST]) in (True, False)
