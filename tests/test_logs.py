import asyncio
import gc
import io
import logging
import sqlite3

import pytest

from bot import logs

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.fixture
def written():
    """What set_up's logging has written; everything is put back afterwards."""
    root = logging.getLogger()
    before = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in logs.CHATTY}
    stream = io.StringIO()
    logs.set_up("debug", stream)
    yield stream.getvalue
    logging.raiseExceptions = True
    root.handlers, root.level = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


LOG = logging.getLogger("bot.test")


def test_a_line_says_when_how_bad_where_and_what(written):
    LOG.warning("Update %s failed.", 7)
    line = written()
    assert line.count("\n") == 1
    assert line.endswith(" WARNING bot.test: Update 7 failed.\n")


def test_the_level_is_kept_and_setting_up_twice_writes_a_line_once(written):
    again = io.StringIO()
    logs.set_up("warning", again)
    LOG.info("quiet")
    LOG.warning("once")
    assert written() == ""
    assert again.getvalue().count("\n") == 1


def test_logs_go_to_stderr(written, capsys):
    logs.set_up("info")
    LOG.info("here")
    assert capsys.readouterr().err.endswith(" bot.test: here\n")


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (f"token is {TOKEN}", ()),
        ("token is %s", (TOKEN,)),
        ("POST %s", (ADDRESS,)),
        ("POST %s", (ADDRESS.replace(":AAF", "%3AAAF"),)),
        ("%(url)s", ({"url": ADDRESS},)),
        ("two: %s %s", (TOKEN, ADDRESS)),
        ("in a thing: %r", ([ADDRESS],)),
    ],
)
def test_a_token_is_taken_out_of_a_message_and_its_arguments(written, message, arguments):
    LOG.error(message, *arguments)
    assert "[token]" in written()
    assert TOKEN[10:] not in written()


def test_an_address_with_a_short_token_is_redacted_too(written):
    LOG.error("http://127.0.0.1:81/bot42:demo/getMe and /file/bot42:demo/photo.jpg")
    assert "42:demo" not in written()
    assert "/bot[token]/getMe" in written()


def test_a_token_never_appears_in_a_traceback_however_deep(written):
    def reach():
        raise OSError(f"cannot reach {ADDRESS}")

    try:
        try:
            reach()
        except OSError as error:
            raise RuntimeError(f"trying {ADDRESS}") from error
    except RuntimeError:
        LOG.exception("Sending failed", stack_info=True)
    line = written()
    assert TOKEN[10:] not in line
    assert "Sending failed [RuntimeError at test_logs.py:" in line
    assert (
        "from OSError: cannot reach https://api.telegram.org/bot[token]/sendMessage at test_logs.py:" in line
    )
    assert line.count("\n") == 1


def test_a_filter_stands_on_handlers_that_were_there_before(written):
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    LOG.addHandler(handler)
    logs.set_up("debug")
    try:
        float(TOKEN)
    except ValueError:
        LOG.exception("token %s", TOKEN)
    finally:
        LOG.removeHandler(handler)
    assert TOKEN not in kept.getvalue()
    assert "ValueError" in kept.getvalue()


def test_what_a_parent_wrote_is_not_in_the_log_of_an_exception(written):
    try:
        try:
            int("my son is called Sam")
        except ValueError as error:
            raise KeyError("my son is called Sam") from error
    except KeyError:
        LOG.exception("Update 7")
    assert "Sam" not in written()
    assert "[KeyError at test_logs.py:" in written()
    assert "from ValueError at test_logs.py:" in written()


def test_what_the_database_says_is_in_the_log(written):
    LOG.error("Update 7", exc_info=sqlite3.OperationalError("database is locked"))
    assert "[OperationalError: database is locked at no place]" in written()


def test_an_exception_that_goes_round_in_a_circle_is_written_once(written):
    first, second = RuntimeError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    LOG.error("round", exc_info=first)
    assert "[RuntimeError at no place from KeyError at no place]" in written()


def test_what_the_telegram_library_logs_of_an_update_is_only_its_kind(written):
    logging.getLogger("telegram.ext.Application").critical("Error for update %s, %s", {"text": "Sam"}, 7)
    assert "Error for update <dict>, 7" in written()


async def test_what_asyncio_logs_of_a_lost_exception_is_only_its_kind(written):
    async def fail():
        raise ValueError("my son is called Sam")

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    del task
    gc.collect()
    assert "Task exception was never retrieved [ValueError at test_logs.py:" in written()
    assert "Sam" not in written()


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore.http11", "aiohttp.access", "apscheduler.scheduler", "telegram.Bot"]
)
def test_the_chatter_of_libraries_is_not_heard(written, name):
    logging.getLogger(name).info("chatter")
    assert written() == ""
    logging.getLogger(name).warning("trouble")
    assert "trouble" in written()


def test_a_log_line_that_is_itself_wrong_names_its_place(written):
    LOG.info("%s and %s", *["Sam"])
    assert "a log line that cannot be written, test_logs.py:" in written()
    assert "Sam" not in written()


def test_several_lines_become_one(written):
    LOG.info("one\ntwo")
    assert "one two\n" in written()
