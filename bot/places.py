"""Where the bot finds the files that travel with it."""

from pathlib import Path

HERE = Path(__file__).parent


def templates_folder() -> Path:
    """The words: messages and letters."""
    return found("templates", HERE)


def migrations_folder() -> Path:
    """The steps that build the database."""
    return found("migrations", HERE)


def found(name: str, code: Path) -> Path:
    """Beside the code when the bot is installed, at the top of the checkout when it is not."""
    places = (code / name, code.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"There is no {name} folder. Looked in: {', '.join(map(str, places))}.")
