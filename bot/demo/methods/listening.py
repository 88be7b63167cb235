"""How the bot hears: long polling or a webhook."""

import re
from urllib.parse import urlsplit

from bot.demo.calls import Call
from bot.demo.refusals import Json, bad, conflict
from bot.demo.updates import LONGEST_POLL, MOST_AT_ONCE, WEBHOOK_SET
from bot.demo.webhooks import Courier, Webhook
from bot.demo.world import World

HOME = ("127.0.0.1", "localhost", "::1")
BUSY = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
LONGEST_SECRET = 256
MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40


async def get_updates(world: World, courier: Courier, call: Call) -> str:
    """The updates as one piece of JSON: they were written when they happened."""
    if courier.webhook:
        raise conflict(BUSY)
    world.updates.allow(call.tree("allowed_updates", "allowed updates"))
    limit = call.integer("limit", MOST_AT_ONCE, 1, MOST_AT_ONCE)
    seconds = _seconds(call)
    return f"[{await world.updates.ask(call.integer('offset'), limit, seconds)}]"


def _seconds(call: Call) -> float:
    try:
        return min(max(float(call.text("timeout") or 0), 0), LONGEST_POLL)
    except ValueError:
        return 0


def set_webhook(world: World, courier: Courier, call: Call) -> bool:
    url = call.text("url")
    if url:
        _check(url, call.text("secret_token"))
    if call.flag("drop_pending_updates"):
        world.updates.forget()
    world.updates.allow(call.tree("allowed_updates", "allowed updates"))
    if not url:
        courier.stop()
        return True
    world.updates.interrupt(WEBHOOK_SET)
    most = call.integer("max_connections", USUAL_CONNECTIONS, 1, MOST_CONNECTIONS)
    courier.start(Webhook(url, call.text("secret_token"), most))
    return True


def delete_webhook(world: World, courier: Courier, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        world.updates.forget()
    courier.stop()
    return True


def get_webhook_info(world: World, courier: Courier, call: Call) -> Json:
    webhook = courier.webhook
    told: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if webhook:
        told["max_connections"] = webhook.most
        if webhook.last_error:
            told |= {"last_error_date": webhook.failed_at, "last_error_message": webhook.last_error}
    if world.updates.allowed:
        told["allowed_updates"] = sorted(world.updates.allowed)
    return told


def _check(url: str, secret: str) -> None:
    split = urlsplit(url)
    if split.scheme not in ("http", "https") or not split.hostname:
        raise bad("invalid webhook URL specified")
    if split.scheme == "http" and split.hostname not in HOME:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > LONGEST_SECRET:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
