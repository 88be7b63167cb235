"""`python -m bot` and `twentyweeks`: run, demo, check, law, letters, migrate."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import clock, config, logs
from bot.clock import SystemClock
from bot.config import Settings
from bot.keys import make_key_file
from bot.trouble import CannotStart

cli = typer.Typer(
    help="Twenty Weeks: it keeps the record, watches the clock and drafts the letter.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="The settings file; config.toml if it is there.")
]
RuleName = Annotated[
    str, typer.Argument(help="A rule, such as final-plan-20w; a subject with --list or --page.")
]
FirstDay = Annotated[str, typer.Argument(metavar="DATE", help="The day that starts it, such as 2025-04-01.")]


@cli.command()
def run(file: ConfigFile = None) -> None:
    """Run the bot."""
    from bot import running  # noqa: PLC0415  # Telegram's library is slow to read, and only this needs it

    settings = _settings(file)
    _finish(_until_told(running, running.assemble(settings, SystemClock())))


async def _until_told(running: Any, services: Any) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(wish, stop.set)
        except NotImplementedError:  # Windows: Control-C still ends the program, as it would by kill
            break
    await running.run(services, stop)


@cli.command()
def migrate(file: ConfigFile = None) -> None:
    """Make the database, or bring its tables up to date. Makes the key that seals it, the first time."""
    from bot.keys import load_keys  # noqa: PLC0415
    from bot.store import schema  # noqa: PLC0415
    from bot.store.db import open_database  # noqa: PLC0415
    from bot.store.sealed import Sealer  # noqa: PLC0415

    settings = _settings(file, token_needed=False)
    _make_the_first_key(settings)
    database = open_database(settings.database.url, Sealer(load_keys(settings)))

    async def work() -> None:
        await schema.migrate(database)
        await database.close()

    _finish(work())
    typer.echo("The database is ready.")


def _make_the_first_key(settings: Settings) -> None:
    """Only where nothing has been sealed yet: a new key would not open an old database."""
    from sqlalchemy import make_url  # noqa: PLC0415

    path = settings.seal.key_file
    database = make_url(settings.database.url).database
    if settings.keys.get_secret_value() or path.exists() or (database and Path(database).exists()):
        return
    make_key_file(path)
    typer.echo(f"Made a new key in {path}. Keep a copy of it apart from the database.")


@cli.command()
def check(file: ConfigFile = None) -> None:
    """Check settings, database, rules, letters and holidays: a line each, and how to mend what is wrong."""
    from bot import checking  # noqa: PLC0415

    sound = asyncio.run(checking.report(file, SystemClock(), typer.echo))
    raise typer.Exit(0 if sound else 2)


@cli.command()
def law(
    rule: RuleName = "",
    day: FirstDay = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
    show_list: Annotated[bool, typer.Option("--list", help="Every rule, or those of one subject.")] = False,
    show_page: Annotated[bool, typer.Option("--page", help="Every rule as a page of HTML to print.")] = False,
    out: Annotated[Path | None, typer.Option(help="The file that gets the page.")] = None,
) -> None:
    """Work out one date: the last lawful day, its source, and what it takes for granted."""
    from bot.law import rules  # noqa: PLC0415
    from bot.law.calendars import Calendars  # noqa: PLC0415
    from bot.printed import answer as answers  # noqa: PLC0415
    from bot.printed import listing, page  # noqa: PLC0415

    rulebook, today, councils = rules.bundled(), clock.today(SystemClock()), page.council_names()
    if out and not show_page:
        _stop("--out is for the page: write --page as well.")
    try:
        if show_page:
            _hand_over(page.page(rulebook, today, rule), out)
        elif show_list:
            typer.echo(listing.table(rulebook, today, rule, councils))
        else:
            calendars = Calendars.bundled()
            typer.echo(answers.describe(rule, day, rulebook, calendars, councils, as_json=as_json))
    except answers.BadQuestion as kindly:
        _stop(str(kindly))


def _hand_over(page: str, out: Path | None) -> None:
    if out is None:
        typer.echo(page.encode(), nl=False)  # bytes: the page says that it is UTF-8, whatever the terminal is
        return
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as problem:
        _stop(f"The page cannot be written to {out}: {problem.strerror or problem}.")
    typer.echo(f"The page is in {out}. Open it in a browser to read or print it.")


letters = typer.Typer(help="The letters: list them, or read them by their samples.", no_args_is_help=True)
cli.add_typer(letters, name="letters")


@letters.command("list")
def list_letters(
    *, as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False
) -> None:
    """List every letter: its id, what it does, and when it is for."""
    from bot.printed import letters as printed  # noqa: PLC0415

    typer.echo(printed.listed(as_json=as_json))


@letters.command("render")
def render_letter(
    letter: Annotated[str, typer.Argument(help="A letter, such as A4.")],
    *,
    sample: Annotated[bool, typer.Option("--sample", help="About an invented family.")] = False,
    strength: Annotated[str, typer.Option(help="polite or firm.")] = "polite",
    form: Annotated[str, typer.Option("--format", help="txt, docx or pdf.")] = "txt",
    out: Annotated[Path | None, typer.Option(help="The folder that gets the files.")] = None,
) -> None:
    """Make a letter as it would be sent, once for each of its samples."""
    from bot.printed import letters as printed  # noqa: PLC0415

    if not sample:
        _stop("Only invented families are shown here: write --sample as well.")
    try:
        for words in printed.rendered(letter, strength, form, out):
            typer.echo(words)
    except printed.BadQuestion as kindly:
        _stop(str(kindly))


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="The port of the chat page.")] = 8020,
    *,
    tour: Annotated[bool, typer.Option("--tour", help="Play the main journey here in the terminal.")] = False,
    out: Annotated[Path, typer.Option(help="Where the tour leaves its letters.")] = Path("tour-letters"),
) -> None:
    """Try the bot in a chat page on this machine, with no token and no network."""
    from bot.demo import run as demonstration  # noqa: PLC0415
    from bot.demo import tour as journey  # noqa: PLC0415

    if tour:
        journey.play(out, typer.echo)
    else:
        _finish(demonstration.serve(port, typer.echo))


def _settings(file: Path | None, *, token_needed: bool = True) -> Settings:
    settings = config.load(file, token_needed=token_needed)
    logs.set_up(settings.log.level)
    return settings


def _finish(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def main() -> None:
    """Runs the command line. What a person can mend is one sentence and exit code 2."""
    try:
        cli()
    except CannotStart as problem:
        typer.echo(str(problem), err=True)
        sys.exit(2)
    except (
        OSError
    ) as problem:  # a port that is taken, a disk that is full: the system's own words are the best
        typer.echo(f"The bot had to stop: {problem.strerror or problem}.", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
