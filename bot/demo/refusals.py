"""What the Bot API says when it will not do something."""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """An answer with `ok` false: a status, Telegram's sentence, and sometimes parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad(sentence: str, parameters: Json | None = None) -> Refused:
    return Refused(400, f"Bad Request: {sentence}", parameters)


def forbidden(sentence: str) -> Refused:
    return Refused(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> Refused:
    return Refused(409, f"Conflict: {sentence}")


def too_many(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
