"""`python -m bot`, as the person who runs it types it: real processes, real exit codes."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.demo.server import TOKEN as GOOD

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:not-a-real-token-only-shaped-like-one"


@pytest.fixture
def bot(tmp_path):
    """Runs the command line in a folder of its own; gives the finished process."""

    def run(*words, **environment):
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("TWENTY", "TELEGRAM"))
        }
        clean |= {"PYTHONPATH": str(ROOT), **environment}
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=clean, capture_output=True, text=True, timeout=120, check=False
        )

    run.folder = tmp_path
    return run


def one_sentence(process):
    """What a person reads when the bot cannot start: one line, no traceback, exit code 2."""
    assert process.returncode == 2, process.stderr
    lines = process.stderr.strip().splitlines()
    assert len(lines) == 1, process.stderr
    assert lines[0].endswith((".", "?"))
    return lines[0]


def test_law_prints_the_date_with_its_weekday_citation_link_and_assumptions(bot):
    said = bot("law", "final-plan-20w", "2025-04-01").stdout
    assert "Tue 19 August 2025" in said
    assert "regulation 13(2)" in said
    assert "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13" in said
    assert "takes for granted" in said


def test_law_as_json_has_exactly_these_keys(bot):
    answer = json.loads(bot("law", "final-plan-20w", "2025-04-01", "--json").stdout)
    assert set(answer) == {"rule", "from", "due", "owed_by", "cite", "url", "assumptions"}
    assert (answer["rule"], answer["from"], answer["due"]) == ("final-plan-20w", "2025-04-01", "2025-08-19")
    assert answer["owed_by"] == "council"


def test_a_wrong_rule_gets_the_nearest_one_and_exit_code_2(bot):
    assert "final-plan-20w" in one_sentence(bot("law", "final-plan-20", "2025-04-01"))


def test_a_wrong_date_gets_an_example_and_exit_code_2(bot):
    assert "2025-04-01" in one_sentence(bot("law", "final-plan-20w", "1st of April"))


def test_law_list_names_every_rule(bot):
    said = bot("law", "--list").stdout
    for rule in (
        "ehcna-decision-6w",
        "ehcna-noplan-16w",
        "draft-reps-15d",
        "final-plan-20w",
        "section-f-now",
    ):
        assert rule in said


def test_law_list_of_one_subject_names_its_rules_alone(bot):
    said = bot("law", "--list", "exclusion").stdout
    assert "Suspension or exclusion (exclusion)" in said
    assert "final-plan-20w" not in said


def test_an_unknown_subject_gets_the_nearest_one_and_exit_code_2(bot):
    assert "'appeal'" in one_sentence(bot("law", "--list", "apeal"))
    assert "'appeal'" in one_sentence(bot("law", "--page", "apeal"))


def test_the_page_of_the_law_is_printed_or_written_to_a_file(bot):
    process = bot("law", "--page", PYTHONIOENCODING="ascii")  # a terminal that knows no other letters
    assert process.returncode == 0, process.stderr
    assert process.stdout.startswith("<!DOCTYPE html>")
    written = bot("law", "--page", "--out", "rules.html")
    assert "rules.html" in written.stdout
    assert (bot.folder / "rules.html").read_text(encoding="utf-8") == process.stdout


def test_a_page_that_cannot_be_written_is_one_sentence(bot):
    assert "no-such-folder" in one_sentence(bot("law", "--page", "--out", "no-such-folder/rules.html"))


def test_a_file_without_the_page_is_one_sentence(bot):
    assert "--page" in one_sentence(bot("law", "final-plan-20w", "2025-04-01", "--out", "rules.html"))
    assert not (bot.folder / "rules.html").exists()


def test_letters_lists_the_letters_for_people_and_for_programs(bot):
    said = bot("letters", "list").stdout
    known = json.loads(bot("letters", "list", "--json").stdout)
    assert {"A1", "A3", "A4", "A7"} < {letter["id"] for letter in known}
    assert all(f"{letter['id']}  {letter['title']}" in said for letter in known)
    assert all(letter["samples"] and letter["law_checked_on"] for letter in known)


@pytest.mark.parametrize(("form", "begins"), [("txt", b"Subject: "), ("docx", b"PK"), ("pdf", b"%PDF-")])
def test_a_letter_is_rendered_by_its_samples(bot, form, begins):
    process = bot(
        "letters", "render", "A4", "--sample", "--strength", "firm", "--format", form, "--out", "here"
    )
    files = [bot.folder / line for line in process.stdout.splitlines()]
    assert [file.name for file in files] == [f"A4-late-formal.{form}"]
    assert all(file.read_bytes().startswith(begins) for file in files)


def test_a_letter_is_read_on_the_screen_too(bot):
    assert "Dear complaints team," in bot("letters", "render", "A4", "--sample").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Z9", "--sample"), "There is no letter 'Z9'"),
        (("A4", "--sample", "--strength", "rude"), "It has: polite, formal"),
        (("A4", "--sample", "--format", "odt"), "There are: txt, docx, pdf"),
        (("A4", "--sample", "--format", "pdf"), "needs a folder"),
        (("A4",), "write --sample as well"),
    ],
)
def test_a_letter_that_cannot_be_rendered_says_why(bot, words, sentence):
    assert sentence in one_sentence(bot("letters", "render", *words))


def test_without_a_token_the_bot_says_where_to_put_it(bot):
    assert "TELEGRAM_BOT_TOKEN" in one_sentence(bot("run"))


def test_a_mistyped_setting_is_named_with_the_nearest_one(bot):
    (bot.folder / "config.toml").write_text('[telegram]\ntokn = "x"\n')
    sentence = one_sentence(bot("run"))
    assert "tokn" in sentence
    assert "token" in sentence


def test_a_missing_key_file_is_said_before_anything_starts(bot):
    assert "key" in one_sentence(bot("run", TELEGRAM_BOT_TOKEN=TOKEN))


def test_an_unmigrated_database_says_what_to_run(bot):
    assert bot("migrate").returncode == 0
    (bot.folder / "twentyweeks.sqlite").unlink()
    assert "migrate" in one_sentence(bot("run", TELEGRAM_BOT_TOKEN=TOKEN))


def test_a_file_that_is_no_database_is_one_sentence(bot):
    assert bot("migrate").returncode == 0
    for file in bot.folder.glob("twentyweeks.sqlite*"):
        file.unlink()
    (bot.folder / "twentyweeks.sqlite").write_bytes(b"a shopping list, not a database " * 50)
    assert "twentyweeks.sqlite" in one_sentence(bot("run", TELEGRAM_BOT_TOKEN=TOKEN))


def test_migrating_twice_changes_nothing_and_keeps_the_key(bot):
    bot("migrate")
    key = (bot.folder / "twentyweeks.key").read_bytes()
    assert bot("migrate").returncode == 0
    assert (bot.folder / "twentyweeks.key").read_bytes() == key
    if os.name == "posix":
        assert (bot.folder / "twentyweeks.key").stat().st_mode & 0o077 == 0


async def test_a_token_that_telegram_refuses_is_one_sentence_without_the_token(bot, standin_process):
    bot("migrate")
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "TWENTYWEEKS_TELEGRAM__API_URL": standin_process}
    sentence = one_sentence(bot("run", **environment))
    assert "BotFather" in sentence
    assert TOKEN not in sentence


def test_check_says_a_line_for_each_thing(bot, standin_process):
    bot("migrate")
    environment = {"TELEGRAM_BOT_TOKEN": GOOD, "TWENTYWEEKS_TELEGRAM__API_URL": standin_process}
    process = bot("check", **environment)
    assert process.returncode == 0, process.stdout + process.stderr
    for thing in ("Settings", "Rules", "Database", "Token", "Law", "Bank holidays"):
        assert thing in process.stdout


def test_check_says_what_to_mend(bot, standin_process):
    bot("migrate")
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "TWENTYWEEKS_TELEGRAM__API_URL": standin_process}
    process = bot("check", **environment)
    assert process.returncode == 2
    assert "BotFather" in process.stdout


def test_the_tour_prints_the_conversation_and_leaves_the_letters(bot):
    process = bot("demo", "--tour", "--out", "letters")
    assert process.returncode == 0, process.stderr
    assert "Thu 23 April 2026" in process.stdout
    letters = sorted((bot.folder / "letters").glob("*.txt"))
    assert len(letters) == 3
    assert all("Bilal Khan" in letter.read_text() for letter in letters)
    assert not process.stderr


@pytest.fixture(scope="module")
def standin_process():
    """The stand-in for Telegram as a process of its own; gives its address."""
    command = [sys.executable, "-m", "bot.demo.server", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().split()[0]
        finally:
            process.kill()


def test_a_database_without_its_key_never_gets_a_new_one(bot):
    bot("migrate")
    (bot.folder / "twentyweeks.key").unlink()
    assert "copy" in one_sentence(bot("migrate"))
    assert not (bot.folder / "twentyweeks.key").exists()


def test_a_port_that_is_taken_is_one_sentence(bot):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        sentence = one_sentence(bot("demo", "--port", str(taken.getsockname()[1])))
    assert "in use" in sentence
