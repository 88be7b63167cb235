"""What stops the bot before it has started, and that a person can mend."""


class CannotStart(Exception):
    """The sentence says what is wrong and what to do. The program prints it and ends with exit code 2."""
