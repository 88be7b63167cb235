"""The clocks of an assessment, case by case, each worked by hand."""

from datetime import date

import pytest
from what_happened import day, events

from bot.law.deadlines import deadlines
from bot.law.rules import NoRuleInForce

ASKED = "asked email 2026-03-12"  # a Thursday
DECISION, NO_PLAN, TARGET, FINAL = (
    "ehcna-decision-6w",
    "ehcna-noplan-16w",
    "draft-plan-target",
    "final-plan-20w",
)
COMMENTS, PLAN_AGAIN, NO_PLAN_AGAIN = "draft-reps-15d", "reversed-refusal-10w-14w", "reversed-refusal-10w"
CLOCKS = (DECISION, NO_PLAN, TARGET, FINAL, COMMENTS, PLAN_AGAIN, NO_PLAN_AGAIN)


def states(found):
    return {rule_id: each.state for rule_id, each in found.items() if rule_id in CLOCKS}


# A request, and silence


def test_a_request_starts_four_clocks_on_the_day_it_is_received(standing):
    found = standing([ASKED], "2026-03-12")
    assert states(found) == {DECISION: "due", TARGET: "due", NO_PLAN: "due", FINAL: "due"}
    assert found[DECISION].due == day("Thu 2026-04-23")
    assert found[TARGET].due == day("Thu 2026-06-18")
    assert found[NO_PLAN].due == day("Thu 2026-07-02")
    assert found[FINAL].due == day("Thu 2026-07-30")
    assert {each.from_on for each in found.values()} == {day("Thu 2026-03-12")}


def test_nothing_is_late_on_the_last_day_itself(standing):
    found = standing([ASKED], "2026-04-23")[DECISION]
    assert (found.state, found.days_late(date(2026, 4, 23))) == ("due", 0)


def test_the_decision_is_late_on_the_day_after(standing):
    found = standing([ASKED], "2026-04-24")[DECISION]
    assert (found.state, found.met_on, found.days_late(date(2026, 4, 24))) == ("missed", None, 1)


def test_christmas_day_is_a_last_day_and_boxing_day_is_late(standing):
    asked = ["asked email 2026-11-13"]
    assert standing(asked, "2026-12-25")[DECISION].state == "due"
    assert standing(asked, "2026-12-26")[DECISION].state == "missed"


def test_silence_at_16_weeks_is_not_called_late(standing):
    found = standing([ASKED], "2026-07-03")
    assert (found[NO_PLAN].state, found[NO_PLAN].days_late(date(2026, 7, 3))) == ("passed", 0)
    assert found[FINAL].state == "due"


def test_a_target_that_has_gone_by_is_not_called_late(standing):
    found = standing([ASKED, "agreed 2026-04-20"], "2026-07-10")[TARGET]
    assert (found.state, found.days_late(date(2026, 7, 10))) == ("passed", 0)


def test_no_final_plan_at_20_weeks_is_late(standing):
    found = standing([ASKED, "agreed 2026-04-20"], "2026-08-20")[FINAL]
    assert (found.state, found.days_late(date(2026, 8, 20))) == ("missed", 21)


def test_a_reply_without_a_decision_moves_no_clock(standing):
    before = standing([ASKED], "2026-05-01")
    assert standing([ASKED, "replied 2026-04-02", "letter_sent A3 2026-04-27"], "2026-05-01") == before


# The decision


def test_yes_in_time_meets_the_first_clock_and_leaves_the_others(standing):
    found = standing([ASKED, "agreed 2026-04-20"], "2026-05-01")
    assert states(found) == {DECISION: "met", TARGET: "due", NO_PLAN: "due", FINAL: "due"}
    assert found[DECISION].met_on == day("Mon 2026-04-20")


def test_yes_on_the_last_day_is_in_time(standing):
    assert standing([ASKED, "agreed 2026-04-23"], "2026-05-01")[DECISION].state == "met"


def test_yes_on_the_day_of_the_request_is_in_time(standing):
    found = standing([ASKED, "agreed 2026-03-12"], "2026-03-12")[DECISION]
    assert (found.state, found.met_on) == ("met", day("Thu 2026-03-12"))


def test_yes_after_the_date_was_late_by_the_days_between(standing):
    found = standing([ASKED, "agreed 2026-05-01"], "2026-09-01")[DECISION]
    assert (found.state, found.days_late(date(2026, 9, 1))) == ("met late", 8)


def test_no_meets_the_first_clock_and_stops_the_others(standing):
    found = standing([ASKED, "refused 2026-04-22"], "2026-09-01")
    assert states(found) == {DECISION: "met", TARGET: "stopped", NO_PLAN: "stopped", FINAL: "stopped"}
    assert found["ehcna-refusal-contents"].state == "duty"


def test_no_after_the_date_was_late_too(standing):
    assert standing([ASKED, "refused 2026-05-07"], "2026-09-01")[DECISION].days_late(date(2026, 9, 1)) == 14


def test_a_draft_proves_that_the_council_said_yes_but_not_that_it_said_so_late(standing):
    found = standing([ASKED, "draft 2026-06-10"], "2026-06-11")[DECISION]
    assert (found.state, found.met_on, found.days_late(date(2026, 6, 11))) == (
        "met",
        day("Wed 2026-06-10"),
        0,
    )
    assert "You told us about a later step" in found.assumptions[-1]


def test_a_recorded_yes_is_better_than_the_proof_of_it(standing):
    found = standing([ASKED, "agreed 2026-04-20", "draft 2026-06-10"], "2026-06-11")[DECISION]
    assert (found.state, found.met_on) == ("met", day("Mon 2026-04-20"))
    assert not any("later step" in assumption for assumption in found.assumptions)


# The plan


def test_a_draft_meets_the_target_stops_the_16_weeks_and_opens_the_time_to_comment(standing):
    found = standing([ASKED, "agreed 2026-04-20", "draft 2026-06-10"], "2026-06-11")
    assert states(found) == {
        DECISION: "met",
        TARGET: "met",
        NO_PLAN: "stopped",
        FINAL: "due",
        COMMENTS: "due",
    }
    assert found[COMMENTS].due == day("Wed 2026-06-24")


def test_a_draft_after_the_target_is_never_called_late(standing):
    found = standing([ASKED, "draft 2026-07-10"], "2026-07-11")[TARGET]
    assert (found.state, found.days_late(date(2026, 7, 11))) == ("met", 0)


def test_a_new_draft_opens_the_time_to_comment_again(standing):
    found = standing([ASKED, "draft 2026-06-10", "draft 2026-07-01"], "2026-07-02")[COMMENTS]
    assert (found.from_on, found.due, found.state) == (day("Wed 2026-07-01"), day("Wed 2026-07-15"), "due")


def test_the_parent_s_own_letter_closes_the_time_to_comment(standing):
    sent = [ASKED, "draft 2026-06-10", "letter_sent B1 2026-06-20"]
    assert standing(sent, "2026-07-20")[COMMENTS].state == "met"
    assert standing([*sent, "draft 2026-07-15"], "2026-07-20")[COMMENTS].state == "due"


def test_a_parent_is_never_called_late(standing):
    found = standing([ASKED, "draft 2026-06-10"], "2026-07-20")[COMMENTS]
    assert (found.state, found.days_late(date(2026, 7, 20))) == ("passed", 0)
    sent = standing([ASKED, "draft 2026-06-10", "letter_sent B1 2026-07-01"], "2026-07-20")[COMMENTS]
    assert (sent.state, sent.days_late(date(2026, 7, 20))) == ("met", 0)


def test_the_final_plan_in_time_closes_everything_and_starts_the_duty_to_provide(standing):
    found = standing([ASKED, "agreed 2026-04-20", "draft 2026-06-10", "final 2026-07-30"], "2026-12-01")
    assert not any(each.waiting for each in found.values() if each.rule.about == "assessment")
    assert states(found)[FINAL] == "met"
    assert states(found)[COMMENTS] == "stopped"
    about_the_plan = [each.rule.id for each in found.values() if each.rule.about == "assessment"]
    assert [each for each in about_the_plan if found[each].state == "duty"] == [
        "ehcna-refusal-contents",
        "section-f-now",
    ]
    assert found["section-f-now"].from_on == day("Thu 2026-07-30")


def test_the_published_west_northamptonshire_plan_was_66_days_late(standing):
    """The Ombudsman says approximately 9.5 weeks: asked 1 April, due 19 August, sent 24 October 2025."""
    found = standing(["received 2025-04-01", "final 2025-10-24"], "2026-02-10")[FINAL]
    assert (found.state, found.due, found.days_late(date(2026, 2, 10))) == (
        "met late",
        day("Tue 2025-08-19"),
        66,
    )


def test_a_final_plan_alone_proves_the_decision_and_the_draft(standing):
    found = standing([ASKED, "final 2026-08-10"], "2026-08-11")
    assert states(found) == {DECISION: "met", TARGET: "met", NO_PLAN: "stopped", FINAL: "met late"}


def test_notice_of_no_plan_in_time_closes_everything(standing):
    found = standing([ASKED, "agreed 2026-04-20", "no_plan 2026-07-02"], "2026-12-01")
    of_it = {each: state for each, state in states(found).items() if found[each].rule.about == "assessment"}
    assert of_it == {DECISION: "met", TARGET: "stopped", NO_PLAN: "met", FINAL: "stopped"}


def test_notice_of_no_plan_after_16_weeks_was_late(standing):
    found = standing([ASKED, "no_plan 2026-07-12"], "2026-12-01")
    assert (found[NO_PLAN].state, found[NO_PLAN].days_late(date(2026, 12, 1))) == ("met late", 10)
    assert found[FINAL].state == "stopped"


# A no that becomes a yes, and a second request

REVERSED = [ASKED, "refused 2026-04-22", "agreed 2026-06-05"]


def test_a_no_that_becomes_a_yes_starts_its_own_clocks_from_that_day(standing):
    found = standing(REVERSED, "2026-06-10")
    assert (found[PLAN_AGAIN].from_on, found[PLAN_AGAIN].due) == (
        day("Fri 2026-06-05"),
        day("Fri 2026-09-11"),
    )
    assert found[NO_PLAN_AGAIN].due == day("Fri 2026-08-14")
    assert states(found)[FINAL] == "stopped"
    assert found["ehcna-refusal-contents"].state == "stopped"


def test_those_clocks_are_what_we_think_and_call_nobody_late(standing):
    found = standing(REVERSED, "2026-12-01")
    assert {found[each].state for each in (PLAN_AGAIN, NO_PLAN_AGAIN)} == {"passed"}
    assert {found[each].days_late(date(2026, 12, 1)) for each in (PLAN_AGAIN, NO_PLAN_AGAIN)} == {0}
    assert "No regulation sets this date" in found[PLAN_AGAIN].assumptions[0]
    assert found[PLAN_AGAIN].estimated
    late = standing([*REVERSED, "final 2026-12-01"], "2026-12-02")[PLAN_AGAIN]
    assert (late.state, late.days_late(date(2026, 12, 2))) == ("met", 0)


def test_a_yes_without_a_no_before_it_starts_no_such_clock(standing):
    assert PLAN_AGAIN not in standing([ASKED, "agreed 2026-04-20"], "2026-06-10")
    assert PLAN_AGAIN not in standing([ASKED, "agreed 2026-04-20", "refused 2026-05-01"], "2026-06-10")


def test_a_no_and_a_yes_on_one_day_are_a_change_of_mind(standing):
    found = standing([ASKED, "agreed 2026-04-22", "refused 2026-04-22"], "2026-05-01")
    assert found[PLAN_AGAIN].from_on == day("Wed 2026-04-22")


def test_a_new_request_after_a_no_starts_everything_anew(standing):
    found = standing([ASKED, "refused 2026-04-22", "asked post 2026-09-01"], "2026-09-10")
    assert states(found) == {DECISION: "due", TARGET: "due", NO_PLAN: "due", FINAL: "due"}
    assert found[DECISION].due == day("Wed 2026-10-14")


def test_a_new_request_after_no_plan_starts_everything_anew(standing):
    found = standing([ASKED, "no_plan 2026-07-01", "received 2027-01-11"], "2027-01-12")
    assert found[FINAL].due == day("Mon 2027-05-31")


def test_a_yes_to_the_second_request_is_not_a_change_of_mind_about_the_first(standing):
    again = [ASKED, "refused 2026-04-22", "asked email 2026-09-01", "agreed 2026-09-30"]
    assert PLAN_AGAIN not in standing(again, "2026-10-01")


def test_asking_twice_does_not_move_the_first_clock(standing):
    once, twice = standing([ASKED], "2026-05-20"), standing([ASKED, "asked email 2026-05-12"], "2026-05-20")
    assert once == twice


# What the dates take for granted


def test_a_request_posted_on_christmas_eve_is_counted_from_the_tuesday_after(standing):
    found = standing(["asked post 2026-12-24"], "2026-12-30")[DECISION]
    assert (found.from_on, found.due) == (day("Tue 2026-12-29"), day("Tue 2027-02-09"))
    assert found.estimated


def test_a_date_that_the_council_confirmed_moves_the_clocks_and_is_no_estimate(standing):
    found = standing([ASKED, "received 2026-03-17"], "2026-03-20")
    assert found[DECISION].due == day("Tue 2026-04-28")
    assert not found[DECISION].estimated


def test_the_time_to_comment_says_how_its_first_day_was_chosen(standing):
    found = standing(["received 2026-03-12", "draft 2026-06-10"], "2026-06-11")[COMMENTS]
    [assumption] = found.assumptions
    assert assumption.startswith("We count the date on the council's letter as day 1.")


# The whole


def test_deadlines_come_by_date_and_the_duties_last(rulebook, calendars):
    found = deadlines("plan", events(ASKED, "draft 2026-06-10"), rulebook, calendars, date(2026, 6, 11))
    dates = [each.due for each in found]
    assert [each for each in dates if each] == sorted(each for each in dates if each)
    assert dates[-1] is None
    assert None not in dates[: dates.index(None)]


def test_nothing_recorded_has_no_deadlines(standing):
    assert standing([], "2026-06-11") == {}
    assert standing(["replied 2026-06-10"], "2026-06-11") == {}


def test_a_request_before_the_law_began_has_no_deadlines(standing):
    assert standing(["asked email 2014-08-28"], "2014-12-01") == {}


def test_a_kind_of_case_without_rules_is_refused(rulebook, calendars):
    with pytest.raises(NoRuleInForce, match='We know no rules about "knitting"'):
        deadlines("knitting", (), rulebook, calendars, date(2026, 6, 11))
