"""The page of every rule for advisers: all of it is there, in words, and nothing is fetched."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from bot.law import changes
from bot.law.eventkind import EventKind
from bot.law.rules import Rulebook, bundled
from bot.printed.answer import BadQuestion
from bot.printed.page import page
from bot.printed.phrases import last_day_words
from bot.printed.ways import WAYS

DAY = date(2026, 11, 22)
WITH_RULES = [
    subject for subject in bundled().subjects if any(rule.about == subject.id for rule in bundled().all)
]
VOID = {"meta", "br", "link", "img", "input", "hr"}
HOSTILE = "<script>alert('&')</script>\"{{ 7 * 7 }}{% raw %}"


class Read(HTMLParser):
    """A page as a browser reads it. Refuses a tag that is closed in the wrong place, or never."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.ids, self.links = [], Counter(), [], []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags[tag] += 1
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            return
        self.text += f" {data} " if self.open and self.open[-1] in ("dt", "dd", "li") else data


@pytest.fixture(scope="module")
def html():
    return page(bundled(), DAY)


@pytest.fixture(scope="module")
def read(html):
    return Read(html)


@pytest.fixture(scope="module")
def article(html):
    """`article(id)` is the text of one rule, its spaces made single."""

    def text(rule_id):
        found = re.search(
            rf'<article class="rule" id="{re.escape(rule_id)}">(.*?)</article>', html, re.DOTALL
        )
        return " ".join(unescape(re.sub("<[^>]+>", " ", found[1])).split())

    return text


def single(words):
    return " ".join(words.split())


@pytest.mark.parametrize("rule", bundled().all, ids=lambda rule: rule.id)
def test_a_rule_is_there_with_its_words_its_source_and_its_id(rule, article):
    text = article(rule.id)
    for words in (rule.title, rule.id, rule.says, rule.means, rule.url, rule.quote, rule.cite[1:]):
        assert single(words) in text
    for words in (*rule.exceptions, *rule.assumes):
        assert single(words) in text
    assert last_day_words(rule) in text or (rule.count, rule.n) == ("DI", 1)


@pytest.mark.parametrize("rule", bundled().all, ids=lambda rule: rule.id)
def test_what_starts_meets_and_stops_a_rule_is_there_as_the_record_tells_it(rule, article):
    text, kinds = article(rule.id), bundled().kinds
    for name in (
        *rule.starts,
        *rule.else_starts,
        *rule.met_by,
        *rule.proved_by,
        *rule.stopped_by,
        *rule.unless,
    ):
        assert kinds[name.partition(":")[0]].told in text


def test_the_text_of_one_rule_reads_from_what_the_parent_is_told_to_how_sure_we_are(article):
    text, place = article("ehcna-decision-6w"), -1
    for said in (
        "Yes or no to an assessment ehcna-decision-6w Your council must tell you yes or no",
        "Once it has passed If you have heard nothing, your council is late.",
        "Period 6 weeks, from the day your council got your request ( W )",
        "Owed by the council, to the parent",
        "Kind Law. In force since Mon 1 September 2014.",
        "Starts when You asked for an assessment Your council got the request",
        "Met when Your council agreed to assess Your council refused to assess",
        "Reminders the day after, with the letter “",
        "Exceptions Your council asked the school or college for advice during a closure",
        "Source Regulation 5(1) of the Special Educational Needs and Disability Regulations 2014. https://www.",
        "Its words “The local authority must notify",
        "How sure High: the words of the source were read, or two good sources agree. Read on ",
    ):
        assert said in text
        assert text.index(said) > place
        place = text.index(said)


def test_every_subject_way_of_counting_and_change_is_there(read):
    text = single(read.text)
    for subject in WITH_RULES:
        assert subject.title in text
    for way in WAYS:
        assert single(way.means) in text
        assert single(way.example) in text
    for row in changes.load().rows:
        assert f"{row.title}: {row.stands}" in text
        assert single(row.says) in text
        assert row.url in read.links


def test_the_page_says_its_date_and_what_it_is_not(read):
    assert "As it stood on Sun 22 November 2026" in read.text
    assert f"{len(bundled().all)} rules in {len(WITH_RULES)} subjects" in read.text
    assert "general information, not legal advice" in read.text


def test_every_link_within_the_page_leads_somewhere_and_no_place_has_two(read):
    assert [name for name, times in Counter(read.ids).items() if times > 1] == []
    within = {link.removeprefix("#") for link in read.links if link.startswith("#")}
    assert within <= set(read.ids)
    assert {rule.id for rule in bundled().all} <= within
    assert all(link.startswith(("#", "https://")) for link in read.links)


def test_nothing_is_fetched_and_nothing_runs(html, read):
    assert not read.tags.keys() & {"script", "link", "img", "iframe", "form", "input", "object", "svg"}
    assert not re.search(r"@import|url\(|\bon\w+=|javascript:|src=", html)


def test_it_can_be_read_aloud_and_in_order(html, read):
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert read.tags["h1"] == read.tags["main"] == read.tags["nav"] == read.tags["title"] == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert html.count("<th ") == len(re.findall(r'<th scope="(?:row|col)">', html))


def test_no_id_of_an_event_stands_on_it(read):
    ids = {kind for kind in bundled().kinds if "_" in kind}
    assert not ids & set(re.findall(r"\w+", read.text))
    assert not re.findall(r"[a-z_]+:[a-z_0-9]+(?!\S*//)", re.sub(r"https://\S+", "", read.text))


def test_an_event_whose_id_is_a_word_is_still_told_and_not_named():
    rule = replace(
        bundled().rule("final-plan-20w", on=DAY), starts=("qqq",), met_by=("qqq:zzz",), stopped_by=()
    )
    rule = replace(rule, proved_by=(), see=(), about="only")
    told = EventKind(kind="qqq", button="", by="us", told="You told", letter="", which=(("zzz", "Of it"),))
    subject = replace(bundled().menu[0], id="only", events=(told,))
    text = page(Rulebook((rule,), (subject,)), DAY)
    assert "You told (Of it)" in text
    assert not re.search("qqq|zzz", text)


def test_what_a_rule_says_is_never_markup_and_never_a_template():
    one = replace(
        bundled().rule("cc-s1", on=DAY), id="hostile", see=(), title=HOSTILE, says=HOSTILE, means=HOSTILE,
        cite=HOSTILE, url=f"https://example.org/{HOSTILE}", quote=HOSTILE, exceptions=(HOSTILE,),
        assumes=(HOSTILE,), counted_from=HOSTILE, councils=(HOSTILE,), else_assumes=HOSTILE,
    )  # fmt: skip
    html = page(Rulebook((one,), bundled().subjects), DAY)
    assert "<script" not in html
    read = Read(html)
    assert read.tags["script"] == 0
    assert read.text.count(HOSTILE) >= 9
    assert f"https://example.org/{HOSTILE}" in read.links


def test_rows_that_ended_or_are_still_to_come_are_marked_with_their_dates():
    rule = bundled().rule("final-plan-20w", on=DAY)
    rows = (replace(rule, until=date(2027, 8, 31), see=()), replace(rule, in_force=date(2027, 9, 1), see=()))
    html = page(Rulebook(rows, bundled().subjects), DAY)
    assert '<p class="mark">In force since Mon 1 September 2014, until Tue 31 August 2027</p>' in html
    assert '<p class="mark">Not yet in force: from Wed 1 September 2027</p>' in html
    assert {"final-plan-20w", "final-plan-20w-from-2027-09-01"} <= set(Read(html).ids)
    assert html.count('<p class="mark">') == 2


def test_one_subject_can_be_printed_alone():
    read = Read(page(bundled(), DAY, "health"))
    own = {rule.id for rule in bundled().all if rule.about == "health"}
    assert own == {each for each in read.ids if each in {rule.id for rule in bundled().all}}
    assert "Has the law changed?" in read.text


def test_a_subject_that_we_do_not_know_is_named_with_the_nearest():
    with pytest.raises(BadQuestion, match="Did you mean 'exclusion'"):
        page(bundled(), DAY, "exclusions")
