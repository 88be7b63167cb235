"""The ways in which these dates are most often got wrong: each has a test with days worked by hand.

The tests go through the rule files that the bot itself loads, and through `deadlines` wherever it is what
happened that matters. A weekday in a test is checked against its date.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from schools import HILLSIDE
from what_happened import day, happenings
from what_was_logged import events_of_log, in_words

from bot.clock import HeldClock, today
from bot.law import absence
from bot.law.age import leaving_date, over_compulsory_school_age
from bot.law.deadlines import deadlines
from bot.law.rules import Rulebook
from bot.law.school import MAY_DIFFER, NO_DATES, SchoolCalendar
from bot.law.terms import long_term

MONDAY = "Mon 2026-11-23"
OUR_SCHOOL = SchoolCalendar((HILLSIDE,))


@pytest.fixture
def stand(rulebook, calendars):
    """`stand("plan", "refused Thu 2026-10-01", on=...)`: every deadline of that case, by rule id.

    `logged` are entries of the log: what follows from them happened too.
    """

    def found(kind, *happened, on=MONDAY, council="", logged=(), **known):
        there = replace(calendars, **known)
        events = [*happenings(*happened), *events_of_log(*logged, calendars=there, today=on)]
        every = deadlines(kind, events, rulebook, there, day(on), council)
        return {each.rule.id: each for each in every}

    return found


@pytest.fixture
def follows(calendars):
    """`follows("suspended Mon 2026-11-09 to Fri 2026-11-13")`: what it comes to, at a school with dates."""

    def found(*logged, kinds=("suspended", "six_days"), on="Fri 2027-07-30"):
        there = replace(calendars, school=OUR_SCHOOL)
        return in_words(events_of_log(*logged, calendars=there, today=on), *kinds)

    return found


@pytest.fixture
def due(rulebook, calendars):
    """`due("final-plan-20w", "Tue 2025-04-01")`: the last day, by the rule in force on that day."""

    def counted(rule_id, start):
        return rulebook.rule(rule_id, on=day(start)).due(day(start), calendars)

    return counted


def words_of(rule):
    return " ".join((rule.title, rule.says, rule.means, *rule.exceptions, *rule.assumes))


# 1. Fifteen days for a draft


@pytest.mark.parametrize("rule_id", ["draft-reps-15d", "ar-reps-15d"])
def test_fifteen_days_to_comment_are_calendar_days_and_the_first_is_the_day_of_service(rule_id, due):
    """Source: http://www.legislation.gov.uk/uksi/2014/1530/regulation/13/made/data.xht?view=snippet&wrap=true"""
    assert due(rule_id, "Sun 2026-03-01") == day("Sun 2026-03-15")
    assert due(rule_id, "Fri 2026-12-18") == day("Fri 2027-01-01")  # over Christmas and three bank holidays


@pytest.mark.parametrize("rule_id", ["draft-reps-15d", "ar-reps-15d"])
def test_a_parent_is_reminded_of_the_fifteen_days_on_day_8_and_day_13(rule_id, rulebook):
    """Source: http://www.legislation.gov.uk/uksi/2014/1530/regulation/13/made/data.xht?view=snippet&wrap=true"""
    rule = rulebook.rule(rule_id, on=day(MONDAY))
    assert [rule.n + nudge.days for nudge in rule.nudges] == [8, 13]


# 2. Six, ten, fourteen, sixteen and twenty weeks


@pytest.mark.parametrize("agreed", ["Wed 2026-04-01", "Fri 2026-05-22"])
def test_6_16_and_20_weeks_run_from_the_first_receipt_however_late_the_yes_came(agreed, stand):
    """Source: http://www.legislation.gov.uk/uksi/2014/1530/regulation/10/made/data.xht?view=snippet&wrap=true"""
    found = stand("plan", "asked:email Mon 2026-03-16", "received Tue 2026-03-17", f"agreed {agreed}")
    assert found["ehcna-decision-6w"].due == day("Tue 2026-04-28")
    assert found["ehcna-noplan-16w"].due == day("Tue 2026-07-07")
    assert found["final-plan-20w"].due == day("Tue 2026-08-04")


@pytest.mark.parametrize(
    ("turn", "no_plan", "plan"),
    [
        ("ordered:assess", "ftt-assess-noplan", "ftt-assess-final"),
        ("conceded:assess", "conc-assess-noplan", "conc-assess-final"),
        ("mediation_agreed:assess", "med-agreement-appealable-noplan", "med-agreement-appealable-final"),
        ("agreed", "reversed-refusal-10w", "reversed-refusal-10w-14w"),
    ],
)
def test_10_and_14_weeks_run_from_the_order_the_message_or_the_change_of_mind(turn, no_plan, plan, stand):
    """Sources: https://legislation.gov.uk/id/uksi/2015/359/regulation/8/b?timeline=false
    and https://www.lgo.org.uk/decisions/education/special-educational-needs/25-007-473
    """
    found = stand("plan", "asked:email Mon 2026-03-16", "refused Mon 2026-04-20", f"{turn} Mon 2026-06-01")
    assert found[no_plan].due == day("Mon 2026-08-10")
    assert found[plan].due == day("Mon 2026-09-07")


def test_a_tribunal_s_order_leaves_no_second_set_of_clocks_from_a_change_of_mind(stand):
    """Source: https://www.lgo.org.uk/decisions/education/special-educational-needs/25-007-473"""
    turned = ("refused Mon 2026-04-20", "ordered:assess Mon 2026-06-01", "agreed Wed 2026-06-10")
    found = stand("plan", "asked:email Mon 2026-03-16", *turned)
    assert "reversed-refusal-10w-14w" not in found
    assert found["final-plan-20w"].state == "stopped"


# 3. Weeks, months and "beginning with"


def test_weeks_keep_the_weekday_months_the_date_and_beginning_with_is_a_day_less(due):
    """Source: http://www.calvertsolicitors.co.uk/2012/06/time-limits-for-taking-action/"""
    start = "Mon 2026-11-30"
    assert due("ehcna-decision-6w", start) == day("Mon 2027-01-11")
    assert due("med-contact-2m", start) == day("Sat 2027-01-30")
    assert due("excl-send-claim-6m", start) == day("Sat 2027-05-29")
    assert due("reassess-decision-15d", start) == day("Tue 2026-12-15")
    assert due("draft-reps-15d", start) == day("Mon 2026-12-14")


def test_a_month_without_that_date_ends_on_its_last_day(due):
    """Source: https://schoolspeople.co.uk/gdpr-when-is-a-month-not-a-month/"""
    assert due("nhs-autism-3m", "Mon 2026-11-30") == day("Sun 2027-02-28")
    assert due("nhs-autism-3m", "Tue 2027-11-30") == day("Tue 2028-02-29")


# 4. Which dates move on


def test_twenty_weeks_that_end_on_christmas_day_end_on_christmas_day(stand):
    """Source: http://www.legislation.gov.uk/uksi/2014/1530/regulation/13/made/data.xht?view=snippet&wrap=true"""
    asked = "asked:email Fri 2026-08-07"
    found = stand("plan", asked, on="Fri 2026-12-25")["final-plan-20w"]
    assert (found.due, found.state) == (day("Fri 2026-12-25"), "due")
    assert stand("plan", asked, on="Sat 2026-12-26")["final-plan-20w"].state == "missed"


def test_the_time_to_appeal_moves_on_from_christmas_day_and_the_time_for_the_adviser_does_not(due):
    """Source: https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12"""
    assert due("appeal-2m-1m", "Sun 2026-10-25") == day("Mon 2027-01-04")
    assert due("med-contact-2m", "Sun 2026-10-25") == day("Fri 2026-12-25")


@pytest.mark.parametrize("rule_id", ["sar-1m", "dp-complaint-30d"])
def test_records_and_data_complaints_move_on_to_the_next_working_day(rule_id, due):
    """Source: https://ico.org.uk/global/sar-checklist-for-smes/i-need-to-complete-a-sar"""
    assert due(rule_id, "Wed 2026-11-25") == day("Tue 2026-12-29")


def test_no_other_rule_moves_a_date_on(rulebook):
    """Source: https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12"""
    moving = {rule.id for rule in rulebook.all if rule.rolls or (rule.limb and rule.limb.rolls)}
    assert moving == {"appeal-2m-1m", "sar-1m", "sar-1m-longer", "dp-complaint-30d"}


# 5. August and Christmas


def test_an_appeal_window_that_ends_in_august_ends_on_the_first_working_day_after(due):
    """Source: https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12"""
    assert due("appeal-2m-1m", "Tue 2027-06-15") == day("Wed 2027-09-01")


def test_an_appeal_window_that_ends_on_the_last_saturday_of_july_ends_on_the_monday(due):
    """Only a window that ends within August waits for September.
    Source: https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12
    """
    assert due("appeal-2m-1m", "Mon 2027-05-31") == day("Mon 2027-08-02")


def test_the_days_of_the_council_s_response_leave_out_august_and_christmas(due):
    """Source: https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12"""
    assert due("la-response-30wd", "Mon 2026-12-07") == day("Tue 2027-01-26")
    assert due("la-response-30wd", "Mon 2027-07-19") == day("Wed 2027-09-29")


def test_a_disability_claim_gets_no_time_for_august_for_christmas_or_for_a_sunday(due):
    """Source: https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12"""
    assert due("excl-send-claim-6m", "Tue 2027-02-16") == day("Sun 2027-08-15")
    assert due("excl-send-claim-6m", "Fri 2026-06-26") == day("Fri 2026-12-25")


def test_a_council_s_own_weeks_end_in_august_like_any_others(due):
    """Source: https://legislation.gov.uk/uksi/2014/1530/regulation/5/data.htm"""
    assert due("ehcna-decision-6w", "Tue 2026-06-30") == day("Tue 2026-08-11")
    assert due("ftt-amend", "Mon 2026-07-06") == day("Mon 2026-08-10")


# 6. The summer holidays


def test_the_summer_holidays_do_not_stop_the_clock_of_a_plan(stand):
    """Source: https://legislation.gov.uk/uksi/2014/1530/regulation/5/data.htm"""
    found = stand("plan", "received Tue 2026-06-16", "agreed Tue 2026-07-28")
    assert found["ehcna-decision-6w"].due == day("Tue 2026-07-28")
    assert found["ehcna-noplan-16w"].due == day("Tue 2026-10-06")
    assert found["final-plan-20w"].due == day("Tue 2026-11-03")
    assert found["final-plan-20w"].state == "missed"


def test_a_closed_school_may_excuse_the_council_but_never_the_professional(stand):
    """Source: https://edyourself.org/send-regulations/"""
    found = stand("plan", "received Tue 2026-06-16", "advice_asked Thu 2026-07-09")
    advice = found["ehcna-advice-6w"]
    assert advice.due == day("Thu 2026-08-20")
    assert "clos" not in " ".join(advice.rule.exceptions)
    for rule_id in ("ehcna-decision-6w", "ehcna-noplan-16w", "final-plan-20w"):
        assert "closure of 4 weeks or more" in found[rule_id].rule.exceptions[0]


# 7. Moving up


@pytest.mark.parametrize(
    ("move", "rule_id", "last"),
    [
        ("feb", "phase-feb", "Sun 2027-02-14"),
        ("mar", "phase-mar", "Tue 2027-03-30"),
        ("other", "phase-5m", "Thu 2027-04-01"),
    ],
)
def test_before_a_date_ends_on_the_day_before_it(move, rule_id, last, stand):
    """Source: https://legislation.gov.uk/uksi/2014/1530/part/2/crossheading/reviews-and-reassessments"""
    found = stand("plan", f"phase_move:{move} Wed 2027-09-01")
    assert found[rule_id].due == day(last)
    assert {each for each in found if each.startswith("phase")} == {rule_id}


def test_the_twelve_weeks_of_a_review_may_end_before_february(stand):
    """Source: https://www.ipsea.org.uk/r-l-m-and-p-v-devon-county-council-2022-ewhc-493-admin"""
    found = stand("plan", "review_meeting Mon 2026-10-12", "phase_move:feb Wed 2027-09-01")
    assert found["ar-final-12w"].due == day("Mon 2027-01-04")
    assert list(found).index("ar-final-12w") < list(found).index("phase-feb")
    assert "ar-final-12w" in found["phase-feb"].rule.see


# 8. After a review meeting


def test_four_weeks_run_from_the_meeting_however_late_the_report(stand):
    """Source: https://www.ipsea.org.uk/r-l-m-and-p-v-devon-county-council-2022-ewhc-493-admin"""
    meeting = "review_meeting Mon 2026-10-05"
    late = stand("plan", meeting, "review_papers:report Fri 2026-10-30")
    assert late["ar-decision-4w"].due == day("Mon 2026-11-02")
    assert late["ar-final-12w"].due == day("Mon 2026-12-28")


def test_eight_weeks_from_an_early_notice_end_before_the_twelve_from_the_meeting(stand):
    """Source: https://legislation.gov.uk/cy/uksi/2014/1530/regulation/22/2020-05-01?view=plain+extent"""
    happened = ("review_meeting Mon 2026-10-05", "review_amend Mon 2026-10-19")
    found = stand("plan", *happened, on="Tue 2026-12-15")
    assert found["ar-final-8w"].due == day("Mon 2026-12-14")
    assert found["ar-final-8w"].state == "missed"
    assert "that date counts" in " ".join(found["ar-final-12w"].rule.exceptions)


def test_a_late_notice_gives_the_council_no_more_than_twelve_weeks_from_the_meeting(stand):
    """Source: https://www.ipsea.org.uk/r-l-m-and-p-v-devon-county-council-2022-ewhc-493-admin"""
    happened = ("review_meeting Mon 2026-10-05", "review_amend Mon 2026-11-30")
    found = stand("plan", *happened, on="Tue 2026-12-29")
    assert found["ar-final-8w"].due == day("Mon 2027-01-25")
    assert (found["ar-final-12w"].due, found["ar-final-12w"].state) == (day("Mon 2026-12-28"), "missed")


# 9. The time to appeal


@pytest.mark.parametrize(
    ("certificate", "of_it", "last"),
    [
        ("Mon 2026-11-09", "Wed 2026-12-09", "Wed 2026-12-09"),
        ("Fri 2026-10-09", "Mon 2026-11-09", "Tue 2026-12-01"),
    ],
)
def test_the_later_of_two_months_and_one_month_counts_and_both_are_shown(certificate, of_it, last, stand):
    """Source: https://www.legislation.gov.uk/uksi/2008/2699/article/20/data.html"""
    found = stand("plan", "refused Thu 2026-10-01", f"certificate {certificate}")["appeal-2m-1m"]
    assert found.due == day(last)
    assert [(part.from_on, part.period, part.due) for part in found.parts] == [
        (day("Thu 2026-10-01"), "2 months", day("Tue 2026-12-01")),
        (day(certificate), "1 month", day(of_it)),
    ]


def test_an_appeal_counts_on_the_day_it_is_received_and_by_5_in_the_afternoon(stand):
    """Source: https://www.legislation.gov.uk/uksi/2008/2699/article/20/data.html"""
    found = stand("plan", "refused Thu 2026-10-01", "appealed:post Mon 2026-11-30", on="Fri 2026-12-04")
    appeal = found["appeal-2m-1m"]
    assert appeal.met_on == day("Tue 2026-12-01")
    assert appeal.rule.counted_from == "the day your council sent its decision"
    assert "by 5pm" in appeal.rule.says


# 10. A council that gives way

GIVEN_WAY = ("asked:email Mon 2026-06-01", "refused Mon 2026-07-06", "appealed:email Tue 2026-09-01")


@pytest.mark.parametrize(
    ("about", "clocks"),
    [
        (
            "assess",
            {
                "conc-assess-tell": "Fri 2026-12-04",
                "conc-assess-noplan": "Fri 2027-01-29",
                "conc-assess-final": "Fri 2027-02-26",
            },
        ),
        ("contents", {"conc-contents": "Fri 2026-12-25"}),
        ("school", {"conc-school": "Fri 2026-12-04"}),
        ("make", {"conc-make": "Fri 2026-12-25", "conc-make-final": "Fri 2027-02-05"}),
    ],
)
def test_the_weeks_run_from_the_message_to_the_tribunal_not_from_the_news_of_it(about, clocks, stand):
    """Source: https://www.sendadvicesurrey.org.uk/information-advice-and-resources/appeals/withdrawingstopping-an-appeal"""
    news = f"conceded_told:{about} Thu 2026-11-26"
    found = stand("plan", *GIVEN_WAY, f"conceded:{about} Fri 2026-11-20", news, on="Fri 2026-11-27")
    assert {each: found[each].due for each in found if each.startswith("conc-")} == {
        rule_id: day(last) for rule_id, last in clocks.items()
    }


def test_a_council_that_conceded_today_has_2_10_and_14_weeks_from_today_and_is_told_why(stand):
    """Source: https://legislation.gov.uk/id/uksi/2015/359/regulation/8/b?timeline=false"""
    found = stand("plan", *GIVEN_WAY, "conceded:assess Sun 2026-11-22", on="Sun 2026-11-22")
    tell, no_plan, plan = (found[f"conc-assess-{each}"] for each in ("tell", "noplan", "final"))
    assert (tell.due, no_plan.due, plan.due) == (
        day("Sun 2026-12-06"),
        day("Sun 2027-01-31"),
        day("Sun 2027-02-28"),
    )
    for each in (tell, no_plan, plan):
        assert each.state == "due"
        assert each.from_on == day("Sun 2026-11-22")
        assert "of that message" in each.rule.says
        assert "before your council's response" in each.assumptions[0]
        assert not any("estimate" in assumption for assumption in each.assumptions)
    assert "there is no fresh 20 weeks" in plan.rule.says
    assert found["final-plan-20w"].state == "stopped"


def test_a_parent_who_knows_only_when_she_was_told_gets_the_same_days_as_an_estimate(stand):
    """Source: https://www.ipsea.org.uk/faqs/after-i-made-my-appeal-my-la-agreed-to-make-the-changes-i-was-asking-for-in-sections-b-and-f-what-do-i-need-to-do"""
    known = stand("plan", *GIVEN_WAY, "conceded:assess Sun 2026-11-22", on="Sun 2026-11-22")
    told = stand("plan", *GIVEN_WAY, "conceded_told:assess Sun 2026-11-22", on="Sun 2026-11-22")
    for rule_id in ("conc-assess-tell", "conc-assess-noplan", "conc-assess-final"):
        assert told[rule_id].due == known[rule_id].due
        assert told[rule_id].estimated
        assert told[rule_id].assumptions[0].startswith("This is an estimate, no later than:")
        assert "Ask your council for a copy of its message." in told[rule_id].assumptions[0]


def test_a_council_that_gives_way_only_after_its_response_is_never_called_late_by_those_weeks(stand):
    """The regulation is only for a council that gives way before it responds, and we know both days.
    Source: https://www.ipsea.org.uk/faqs/after-i-made-my-appeal-my-la-agreed-to-make-the-changes-i-was-asking-for-in-sections-b-and-f-what-do-i-need-to-do
    """
    happened = (*GIVEN_WAY, "responded Mon 2026-10-12", "conceded:assess Fri 2026-11-20")
    found = stand("plan", *happened, on="Mon 2027-03-01")
    assert [each for each in found if each.startswith("conc-") and found[each].state == "missed"] == []


def test_the_weeks_after_giving_way_say_not_to_withdraw_the_appeal_first(rulebook):
    """Source: https://www.ipsea.org.uk/faqs/after-i-made-my-appeal-my-la-agreed-to-make-the-changes-i-was-asking-for-in-sections-b-and-f-what-do-i-need-to-do"""
    given_way = [rule for rule in rulebook.all if rule.id.startswith("conc-")]
    assert len(given_way) == 9
    for rule in given_way:
        assert "do not withdraw your appeal first" in " ".join(rule.assumes)


# 11. An order made, and an order sent


def test_after_an_order_the_later_of_made_and_sent_counts_and_both_are_shown(stand):
    """Source: https://gov.uk/government/publications/time-limits-for-complying-with-a-send-tribunal-decision-send18/carry-out-an-order-in-special-educational-needs-cases"""
    found = stand("plan", "ordered:assess Fri 2026-11-06", "order_sent Wed 2026-11-11")["ftt-assess-final"]
    assert found.due == day("Wed 2027-02-17")
    assert [(part.counted_from, part.from_on, part.due) for part in found.parts] == [
        ("the day the order was made", day("Fri 2026-11-06"), day("Fri 2027-02-12")),
        ("the day the tribunal sent the order", day("Wed 2026-11-11"), day("Wed 2027-02-17")),
    ]


def test_an_order_of_which_the_sending_is_not_known_says_so(stand):
    """Source: https://gov.uk/government/publications/time-limits-for-complying-with-a-send-tribunal-decision-send18/carry-out-an-order-in-special-educational-needs-cases"""
    found = stand("plan", "ordered:assess Fri 2026-11-06")["ftt-assess-final"]
    assert found.due == day("Fri 2027-02-12")
    assert found.parts == ()
    assert any("have not told us which day the order was sent" in each for each in found.assumptions)


# 12. Sums of suspension


@pytest.mark.parametrize(
    ("on", "term"),
    [
        ("Wed 2026-09-09", "autumn"),
        ("Fri 2026-12-18", "autumn"),
        ("Tue 2027-01-05", "spring"),
        ("Thu 2027-03-25", "spring"),
        ("Tue 2027-03-30", "summer"),
        ("Mon 2027-07-19", "summer"),
    ],
)
def test_days_are_added_over_three_long_terms_even_where_a_school_has_six(on, term):
    """Source: https://legislation.vlex.co.uk/vid/the-school-discipline-pupil-812332081"""
    assert long_term(day(on)).name == term


def test_the_lines_are_at_more_than_5_and_more_than_15_days(rulebook):
    """Source: https://www.legislation.gov.uk/uksi/2012/1033/regulation/24/2020-06-01"""
    lines = {line.id: line for line in absence.bundled().thresholds}
    assert [(lines[each].more_than, lines[each].per) for each in ("over-5", "over-15", "over-45")] == [
        (5, "term"),
        (15, "term"),
        (45, "year"),
    ]
    assert [lines[each].half_days for each in ("over-5", "over-15", "over-45")] == [11, 31, 91]
    assert [label for _, label in rulebook.kinds["suspended"].which[:3]] == [
        "up to 5 days this long term",
        "more than 5 days this long term",
        "more than 15 days this long term",
    ]
    assert absence.bundled().kinds["lunchtime"].why == "Each lunchtime counts as half a day of suspension."


@pytest.mark.parametrize(
    ("last", "total"),
    [
        ("Fri 2026-11-13", "up_to_5"),  # 5 days
        ("Mon 2026-11-16 part=to_am", "over_5"),  # 5 and a half
        ("Fri 2026-11-27", "over_5"),  # 15 days
        ("Mon 2026-11-30 part=to_am", "over_15"),  # 15 and a half
    ],
)
def test_exactly_5_or_15_days_are_not_more_and_half_a_day_on_top_is(last, total, follows):
    """Source: https://www.legislation.gov.uk/uksi/2012/1033/regulation/24/2020-06-01"""
    assert f"suspended:{total} Mon 2026-11-09" in follows(f"suspended Mon 2026-11-09 to {last}")


@pytest.mark.parametrize(
    ("last_lunch", "total"),
    [("Thu 2026-10-15", "up_to_5"), ("Fri 2026-10-16", "over_5")],  # nine lunchtimes, and ten
)
def test_a_lunchtime_adds_half_a_day_to_the_total_of_a_suspension(last_lunch, total, follows):
    """Ten lunchtimes and an afternoon are five and a half days.
    Source: https://beaservice.org.uk/thehub/useful-information/exclusions/
    """
    lunches, afternoon = f"lunchtime Mon 2026-10-05 to {last_lunch}", "suspended Wed 2026-10-21 part=pm"
    assert follows(lunches, afternoon) == [f"suspended:{total} Wed 2026-10-21"]


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        ("Mon 2026-12-14 to Fri 2026-12-18", "Tue 2027-01-05", "up_to_5"),  # 31 December lies between
        ("Thu 2027-03-18 to Wed 2027-03-24", "Mon 2027-04-12", "up_to_5"),  # Easter Monday, 29 March
        ("Mon 2026-09-07 to Fri 2026-09-11", "Mon 2026-11-02", "over_5"),  # only a half term
        ("Mon 2027-01-11 to Fri 2027-01-15", "Mon 2027-02-22", "over_5"),
    ],
)
def test_days_before_a_reference_date_are_not_added_to_days_after_it(first, second, total, follows):
    """Source: https://legislation.vlex.co.uk/vid/the-school-discipline-pupil-812332081"""
    *_, of_the_second = follows(f"suspended {first}", f"suspended {second}", kinds=("suspended",))
    assert of_the_second == f"suspended:{total} {second}"


@pytest.mark.parametrize(
    "dates",
    [
        "Wed 2026-10-21 to Tue 2026-11-03",  # 3 days and 2: half term and two weekends lie between
        "Mon 2027-01-04 to Mon 2027-01-11",  # 4 days and 1: Mon 4 is a training day
    ],
)
def test_a_weekend_a_holiday_and_a_training_day_are_no_days_of_suspension(dates, follows):
    """Source: http://www.legislation.gov.uk/uksi/2012/1033/schedules/made"""
    assert follows(f"suspended {dates}", kinds=("suspended",)) == [f"suspended:up_to_5 {dates[:14]}"]


def test_being_sent_home_or_kept_in_another_room_is_no_suspension(follows):
    """Source: https://www.legislation.gov.uk/uksi/2012/1033/regulation/24/2020-06-01"""
    other = (
        "kept_home Mon 2026-11-02 to Fri 2026-11-06",
        "internal Thu 2026-11-05",
        "sent_home Fri 2026-11-06",
    )
    assert follows(*other, "suspended Mon 2026-11-09", kinds=("suspended",)) == [
        "suspended:up_to_5 Mon 2026-11-09"
    ]


@pytest.mark.parametrize(
    ("total", "rule_id"), [("up_to_5", "gov-0-5"), ("over_5", "gov-5-15-ask"), ("over_15", "gov-15")]
)
def test_each_total_has_the_governors_duty_of_that_total_and_no_other(total, rule_id, stand):
    """Source: https://www.staffs-iass.org/Exclusions/Governing-Bodys-Duties.aspx"""
    found = stand("exclusion", f"suspended:{total} Mon 2026-11-09")
    assert {each for each in found if each.startswith("gov-")} == {rule_id}


def test_forty_five_days_are_for_the_child_and_the_year_and_five_and_a_half_are_more_than_five(rulebook):
    """Source: https://www.blackburn.gov.uk/schools-and-education/school-exclusions/exclusion-limits"""
    most, ask = (rulebook.rule(each, on=day(MONDAY)) for each in ("susp-max-45", "gov-5-15-ask"))
    assert "in one school year" in most.says
    assert "Days at an earlier school count" in most.says
    assert "Exactly 5 days is not more than 5. Half days count, so 5 and a half is." in ask.exceptions


# 13. The sixth day


def test_day_six_is_the_sixth_school_day_in_a_row_and_the_first_day_out_is_day_one(stand):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm"""
    logged = ["suspended Mon 2026-11-09 to Mon 2026-11-16"]
    found = stand("exclusion", logged=logged, school=OUR_SCHOOL)["susp-day6"]
    assert (found.due, found.rule.owed_by) == (day("Mon 2026-11-16"), "school")
    assert found.rule.counted_from == "the first whole day of the suspension, which is day 1"
    assert "back at school already" in found.assumptions[0]


def test_a_suspension_of_five_days_has_no_sixth_day_and_one_without_an_end_has(stand):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm"""
    five, no_end = "suspended Mon 2026-11-09 to Fri 2026-11-13", "suspended Mon 2026-11-09 on"
    assert "susp-day6" not in stand("exclusion", logged=[five], school=OUR_SCHOOL)
    found = stand("exclusion", logged=[no_end], school=OUR_SCHOOL)["susp-day6"]
    assert (found.due, found.state) == (day("Mon 2026-11-16"), "missed")


def test_suspensions_that_follow_straight_on_are_one_row_of_days(stand, follows):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm"""
    first = "suspended Mon 2026-11-09 to Wed 2026-11-11"
    straight_on, over_a_weekend = "suspended Thu 2026-11-12 to Mon 2026-11-16", "suspended Fri 2026-11-20"
    assert follows(first, straight_on, kinds=("six_days",)) == ["six_days Mon 2026-11-09"]
    found = stand("exclusion", logged=[first, straight_on], school=OUR_SCHOOL)["susp-day6"]
    assert found.due == day("Mon 2026-11-16")
    to_friday = "suspended Mon 2026-11-16 to Fri 2026-11-20"
    assert follows(to_friday, "suspended Mon 2026-11-23", kinds=("six_days",)) == ["six_days Mon 2026-11-16"]
    assert follows(first, over_a_weekend, kinds=("six_days",)) == []


def test_one_school_day_in_between_begins_the_count_of_six_again(follows):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm"""
    logged = ("suspended Mon 2026-11-09 to Wed 2026-11-11", "suspended Fri 2026-11-13 to Tue 2026-11-17")
    assert follows(*logged, kinds=("six_days",)) == []


def test_six_days_over_a_half_term_are_six_school_days(follows):
    """Half term is Mon 26 to Fri 30 October: Wed 21 to Fri 23 and Mon 2 to Wed 4 are six in a row.
    Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm
    """
    assert follows("suspended Wed 2026-10-21 to Tue 2026-11-03", kinds=("six_days",)) == []
    assert follows("suspended Wed 2026-10-21 to Wed 2026-11-04", kinds=("six_days",)) == [
        "six_days Wed 2026-10-21"
    ]


def test_a_suspension_that_began_after_lunch_is_counted_from_the_day_after(stand):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm"""
    logged = ["suspended Mon 2026-11-09 to Fri 2026-11-20 part=from_pm"]
    found = stand("exclusion", logged=logged, school=OUR_SCHOOL)["susp-day6"]
    assert (found.from_on, found.due) == (day("Tue 2026-11-10"), day("Tue 2026-11-17"))


def test_a_suspension_long_past_adds_nothing_to_the_sixth_day_of_a_new_one(stand):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made/data.htm"""
    logged = ["suspended Mon 2026-09-28 to Mon 2026-10-05", "suspended Mon 2026-11-09 on"]
    found = stand("exclusion", logged=logged, school=OUR_SCHOOL)["susp-day6"]
    assert (found.due, found.state) == (day("Mon 2026-11-16"), "missed")


def test_after_a_permanent_exclusion_the_sixth_day_is_the_council_s(stand):
    """Counted by the later reading: the sixth school day after the first.
    Source: https://shinetraining.co.uk/lesson/sixth-day-provsion/
    """
    found = stand("exclusion", "excluded Mon 2026-11-09", school=OUR_SCHOOL)["susp-day6-excluded"]
    assert (found.due, found.rule.owed_by) == (day("Tue 2026-11-17"), "council")
    assert "one school day earlier" in " ".join(found.assumptions)


# 14. School days


def test_school_days_without_that_school_s_dates_are_two_days_and_not_one(stand):
    """Source: https://www.rbkc.gov.uk/children-and-education/education-and-learning/suspensions-and-permanent-exclusions-school/role-governing-body-when-dealing-suspensions-and-permanent-exclusions"""
    found = stand("exclusion", "excluded Mon 2026-11-09")["gov-15"]
    assert (found.span.earliest, found.span.latest) == (day("Mon 2026-11-30"), day("Mon 2026-12-07"))
    assert found.due == found.span.latest
    assert NO_DATES in found.assumptions


def test_a_council_s_list_of_terms_is_never_used_silently(stand, term_dates):
    """Source: https://www.dentonprimary.net/diary-and-news/term-dates"""
    found = stand("exclusion", "excluded Mon 2025-11-10", usual=term_dates["WNC"])["gov-15"]
    assert found.span
    assert MAY_DIFFER in found.assumptions


def test_a_school_s_own_dates_leave_out_its_holidays_and_its_training_days(stand):
    """Back on Tue 5 January after a training day on the Monday.
    Source: http://www.legislation.gov.uk/uksi/2012/1033/schedules/made
    """
    happened = ("excluded Mon 2026-11-09", "governors_decided:no Fri 2026-12-11")
    found = stand("exclusion", *happened, on="Mon 2026-12-14", school=OUR_SCHOOL)["irp-apply-15sd"]
    assert (found.due, found.span) == (day("Mon 2027-01-18"), None)


# 15. More than five days: nobody meets unless the parent asks


def test_no_meeting_is_owed_for_more_than_five_days_until_the_parent_asks(stand):
    """Source: https://www.legislation.gov.uk/uksi/2012/1033/regulation/24/2020-06-01"""
    found = stand("exclusion", "suspended:over_5 Mon 2026-11-09")
    assert "gov-5-15" not in found
    ask = found["gov-5-15-ask"]
    assert (ask.rule.standing, ask.rule.owed_by, ask.rule.quiet) == ("target", "parent", False)
    assert [nudge.days for nudge in ask.rule.nudges] == [-7, -1, 7]
    assert "need not if you do not" in ask.rule.says


def test_once_asked_the_governors_fifty_school_days_run_from_the_suspension(stand):
    """Source: https://www.staffs-iass.org/Exclusions/Governing-Bodys-Duties.aspx"""
    happened = ("suspended:over_5 Mon 2026-11-09", "governors_asked:email Mon 2026-11-16")
    found = stand("exclusion", *happened, school=OUR_SCHOOL)
    assert (found["gov-5-15"].due, found["gov-5-15"].span) == (day("Tue 2027-02-02"), None)
    assert found["gov-5-15-ask"].state == "met"


# 16. The independent review panel


def test_a_review_is_the_parent_s_own_15_school_days_and_she_is_reminded_early_and_again(stand):
    """Source: http://www.legislation.gov.uk/uksi/2012/1033/schedules/made"""
    found = stand("exclusion", "excluded Mon 2026-11-02", "governors_decided:no Mon 2026-11-16")
    panel = found["irp-apply-15sd"]
    assert panel.due == panel.span.earliest == day("Mon 2026-12-07")
    assert panel.rule.owed_by == "parent"
    assert [nudge.days for nudge in panel.rule.nudges if nudge.days < 0] == [-10, -3]
    assert "say so in the same letter. Late requests are not allowed." in panel.rule.says
    assert "cannot order the school to take your child back" in panel.rule.exceptions[0]


def test_there_is_no_review_panel_after_a_suspension(stand):
    """Source: http://www.legislation.gov.uk/uksi/2012/1033/regulation/16/data.xht?view=snippet&wrap=true"""
    found = stand(
        "exclusion", "suspended:over_15 Mon 2026-11-02", "governors_decided:no_short Mon 2026-11-16"
    )
    assert not [each for each in found if each.startswith("irp-")]


def test_a_request_for_a_review_that_was_posted_is_made_on_the_second_working_day(stand):
    """Posted on Monday, made on Wednesday: 15 school days after that, not a day sooner, the panel is late.
    Source: http://www.legislation.gov.uk/uksi/2012/1033/schedules/made
    """
    happened = (
        "excluded Mon 2026-10-05",
        "governors_decided:no Mon 2026-11-02",
        "panel_asked:post Mon 2026-11-09",
    )
    found = stand("exclusion", *happened, on="Wed 2026-12-02", school=OUR_SCHOOL)["irp-hold-15sd"]
    assert (found.due, found.state) == (day("Wed 2026-12-02"), "due")


# 17. Sent home


def test_being_sent_home_is_asked_about_and_never_called_against_the_law(stand):
    """Source: https://www.hilldickinson.com/our-view/articles/department-for-education-releases-new-statutory-suspension-and-exclusions-guidance/"""
    found = stand("exclusion", "sent_home:safeguarding Mon 2026-11-09")
    asked, safe = found["informal-exclusion"].rule, found["informal-exclusion-safe"].rule
    assert "the legal basis" in asked.says
    assert (safe.owed_by, safe.standing) == ("council", "guidance")
    assert not re.search(r"unlawful|illegal|against the law|no right to", words_of(asked) + words_of(safe))


@pytest.mark.parametrize(("on", "known"), [("Fri 2026-07-24", False), ("Mon 2026-07-27", True)])
def test_a_safeguarding_separation_is_known_from_26_july_2026(on, known, stand):
    """Source: https://schoolleaders.thekeysupport.com/pupils-and-parents/behaviour-and-attendance/exclusions/suspension-and-exclusion-guidance-summary-of-changes/"""
    assert ("informal-exclusion-safe" in stand("exclusion", f"sent_home:safeguarding {on}")) == known


# 18. The days of a complaint


@pytest.mark.parametrize(
    ("acked", "last"), [("Mon 2026-10-05", "Mon 2026-10-19"), ("Mon 2026-10-12", "Mon 2026-10-26")]
)
def test_ten_days_to_answer_a_complaint_start_when_it_is_acknowledged(acked, last, stand):
    """Source: https://www.lgo.org.uk/information-centre/information-for-organisations-we-investigate/complaint-handling-code/complaint-handling-code?chapter=7"""
    found = stand("complaint", "complained:email Mon 2026-10-05", f"complaint_acked:stage1 {acked}")
    assert found["cc-s1"].due == day(last)


def test_a_complaint_never_acknowledged_has_fifteen_days_and_a_council_can_pass_twelve_weeks(stand):
    """Source: https://www.lgo.org.uk/information-centre/staff-guidance/guidance-on-jurisdiction?chapter=7"""
    found = stand("complaint", "complained:email Mon 2026-10-05", on="Tue 2026-12-29")
    assert found["cc-s1-unacked"].due == day("Mon 2026-10-26")
    assert (found["lgsco-12w"].due, found["lgsco-12w"].state) == (day("Mon 2026-12-28"), "passed")
    assert "even if your council has not finished" in found["lgsco-12w"].rule.means


# 19. Twelve months for the Ombudsman


def test_twelve_months_that_begin_with_a_day_end_the_day_before_its_anniversary(stand):
    """Source: https://www.lgo.org.uk/information-centre/staff-guidance/guidance-on-jurisdiction?chapter=6"""
    known = "problem_known Thu 2026-11-05"
    assert stand("complaint", known)["lgsco-12m"].due == day("Thu 2027-11-04")
    assert stand("complaint", known, on="Fri 2027-11-05")["lgsco-12m"].state == "passed"
    assert stand("complaint", "problem_known Tue 2028-02-29")["lgsco-12m"].due == day("Wed 2029-02-28")


def test_a_complaint_does_not_stop_the_time_to_appeal_and_an_appeal_can_shut_the_ombudsman_out(rulebook):
    """Source: https://www.lgo.org.uk/decisions/education/special-educational-needs/23-009-595"""
    appeal, bar = (rulebook.rule(each, on=day(MONDAY)) for each in ("appeal-2m-1m", "lgsco-bar"))
    complaints = {event.kind for event in rulebook.subject("complaint").events}
    assert complaints.isdisjoint((*appeal.met_by, *appeal.proved_by, *appeal.stopped_by))
    assert "do not stop the clock" in appeal.says
    assert "a complaint does not stop that clock" in bar.means
    assert "cannot look at anything that is, or could be, part of an appeal" in bar.says


# 20. The right body


@pytest.mark.parametrize(
    ("body", "rule_ids"),
    [
        ("council", "ehcna-decision-6w final-plan-20w ar-final-8w susp-day6-excluded s19-duty cc-s1"),
        ("social care", "sc-s1 sc-s2 sc-s3 social-health-rec-5w-social"),
        ("school", "school-complaint susp-day6 informal-exclusion informal-in-writing susp-notice"),
        ("parent", "gov-5-15-ask s19-ask irp-apply-15sd excl-send-claim-6m susp-send-claim-6m"),
        ("governors", "gov-15 gov-5-15 gov-decision irp-reconsider-10sd"),
        ("health", "nhs-ack-3wd nhs-reply-6m social-health-rec-5w med-arrange-30d-health"),
        ("professionals", "ehcna-advice-6w"),
        ("minister", "sos-496-497"),
        ("mediator", "med-cert-no"),
    ],
)
def test_each_thing_is_owed_by_the_body_that_can_do_it(body, rule_ids, rulebook):
    """Source: https://www.royalgreenwich.gov.uk/info/200160/contact_us/2062/draft_complaints_about_childrens_services/3"""
    for rule_id in rule_ids.split():
        assert rulebook.rule(rule_id, on=day(MONDAY)).owed_by == body


def test_nobody_is_sent_to_the_council_s_ombudsman_about_a_school(rulebook):
    """Source: https://childlawadvice.org.uk/information-pages/complaints-to-maintained-schools/"""
    for rule in rulebook.on(day(MONDAY)):
        if rule.owed_by in ("school", "governors"):
            assert "Ombudsman" not in rule.says + rule.means, rule.id
    assert "Department for Education" in rulebook.rule("school-complaint", on=day(MONDAY)).means
    assert "cannot look at most of what schools do" in rulebook.rule("lgsco-bar", on=day(MONDAY)).says


# 21. Bank holidays of the whole United Kingdom


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("Fri 2026-11-27", "Wed 2026-12-30"),  # Mon 30 November, Scotland
        ("Tue 2027-03-16", "Fri 2027-04-16"),  # Wed 17 March, Northern Ireland
        ("Fri 2027-07-09", "Tue 2027-08-10"),  # Mon 12 July, Northern Ireland, and Mon 2 August, Scotland
        ("Wed 2026-12-30", "Fri 2027-01-29"),  # Mon 4 January, Scotland, for Saturday the 2nd
    ],
)
def test_information_from_a_council_skips_the_bank_holidays_of_scotland_and_northern_ireland(
    received, last, due
):
    """Source: http://foiwiki.com/foiwiki/index.php/LTT47"""
    assert due("foi-20wd", received) == day(last)


def test_other_working_days_are_those_of_england_alone(due):
    """Source: http://legislation.data.gov.uk/uksi/2012/3094/part/5/made?wrap=true"""
    assert due("cc-s2", "Fri 2026-11-27") == day("Tue 2026-12-29")


def test_information_from_a_school_skips_them_too(stand):
    """Mon 30 November 2026 is a school day, but a bank holiday in Scotland: no working day, so not counted.
    Source: https://www.legislation.gov.uk/uksi/2004/3364/regulation/3
    """
    found = stand("records", "asked_school_info:email Fri 2026-11-27", school=OUR_SCHOOL)["foi-school"]
    assert found.due == day("Tue 2027-01-12")


# 22. Whose right it is


def test_the_rights_become_the_young_person_s_after_the_last_friday_in_june():
    """Source: https://www.ipsea.org.uk/faqs/compulsory-school-age"""
    born = day("Sun 2007-09-23")
    assert leaving_date(born) == day("Fri 2024-06-28")
    assert not over_compulsory_school_age(born, day("Fri 2024-06-28"))
    assert over_compulsory_school_age(born, day("Sat 2024-06-29"))


# 23. Plain dates, on a clock in England


@pytest.mark.parametrize(
    ("received", "last"), [("Tue 2027-03-02", "Tue 2027-04-13"), ("Tue 2026-10-06", "Tue 2026-11-17")]
)
def test_weeks_over_a_change_of_the_clocks_are_whole_weeks(received, last, due):
    """Source: https://www.gov.uk/when-do-the-clocks-change"""
    assert due("ehcna-decision-6w", received) == day(last)


@pytest.mark.parametrize(
    ("received", "moment", "state"),
    [
        ("Tue 2027-03-02", datetime(2027, 4, 13, 22, 59, tzinfo=UTC), "due"),
        ("Tue 2027-03-02", datetime(2027, 4, 13, 23, 0, tzinfo=UTC), "missed"),  # midnight in England
        ("Tue 2026-10-06", datetime(2026, 11, 17, 23, 59, tzinfo=UTC), "due"),
        ("Tue 2026-10-06", datetime(2026, 11, 18, 0, 0, tzinfo=UTC), "missed"),
    ],
)
def test_a_last_day_lasts_until_midnight_in_england(received, moment, state, stand):
    """Source: https://www.gov.uk/when-do-the-clocks-change"""
    on = f"{today(HeldClock(moment)):%a %Y-%m-%d}"
    assert stand("plan", f"received {received}", on=on)["ehcna-decision-6w"].state == state


# 24. Exceptions

LIVES = {
    "plan": (
        *GIVEN_WAY,
        "conceded:assess Fri 2026-11-20",
        "draft Mon 2027-01-11",
        "review_meeting Mon 2026-10-05",
    ),
    "exclusion": (
        "suspended:over_5 Mon 2026-10-12",
        "six_days Mon 2026-10-12",
        "sent_home Thu 2026-10-01",
        "no_letter:sent_home Thu 2026-10-01",
        "excluded Mon 2026-11-09",
        "governors_decided:no Mon 2026-11-16",
        "unfair Mon 2026-11-09",
    ),
    "complaint": (
        "problem_known Mon 2026-09-07",
        "complained:email Mon 2026-10-05",
        "stage2_asked:email Mon 2026-11-02",
    ),
    "records": ("asked_records:email Mon 2026-10-12", "asked_information:email Mon 2026-10-19"),
    "attendance": (
        "fine_first Mon 2026-11-02",
        "out_of_school:ill Mon 2026-09-28",
        "fifteen_days Fri 2026-10-16",
    ),
    "contact": ("promised Fri 2026-11-20",),
    "health": ("complained_nhs:email Mon 2026-10-05", "nhs_problem_known Mon 2026-09-07"),
}


@pytest.mark.parametrize("kind", LIVES)
def test_an_exception_never_moves_a_date(kind, rulebook, calendars):
    """Source: https://www.educationlawadvice.com/2018/08/14/can-local-authority-lawfully-extend-20-week-statutory-timescale-finalise-ehcp/"""
    bare = Rulebook(tuple(replace(rule, exceptions=()) for rule in rulebook.all), rulebook.subjects)
    dates = [
        [
            (each.rule.id, each.due, each.state)
            for each in deadlines(kind, happenings(*LIVES[kind]), book, calendars, day(MONDAY))
        ]
        for book in (rulebook, bare)
    ]
    assert dates[0] == dates[1]
    assert any(due for _, due, _ in dates[0])


def test_the_reasons_that_excuse_a_late_council_are_the_council_s_to_show(rulebook):
    """Source: https://www.educationlawadvice.com/2018/08/14/can-local-authority-lawfully-extend-20-week-statutory-timescale-finalise-ehcp/"""
    excused = [rule for rule in rulebook.all if any("during a closure" in each for each in rule.exceptions)]
    assert {rule.id for rule in excused} >= {"ehcna-decision-6w", "ehcna-noplan-16w", "final-plan-20w"}
    for rule in excused:
        assert rule.exceptions[-1].startswith(
            "Your council must show that one of these made the date impractical."
        )


# 25. Money


def test_no_rule_promises_money(rulebook):
    """Source: https://www.lgo.org.uk/decisions/education/special-educational-needs/25-005-755"""
    money = re.compile(r"£|\bpounds?\b|compensat|\bpayments?\b|\bremed(y|ies)\b|\bmoney\b", re.IGNORECASE)
    fines = {rule.id for rule in rulebook.all if rule.id.startswith("pn-")}
    assert [rule.id for rule in rulebook.all if rule.id not in fines and money.search(words_of(rule))] == []
    for rule_id in fines:
        promised = re.search(
            r"you (will|can|may|should) (get|claim|be paid)|compensat",
            words_of(rulebook.rule(rule_id, on=day(MONDAY))),
        )
        assert not promised
