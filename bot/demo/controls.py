"""What stands outside the world: its clock, its faults, a crowd to fill it, and figures of what was done."""

from collections.abc import Callable
from datetime import timedelta
from statistics import quantiles

from bot.demo import people, views
from bot.demo.faults import Fault, Faults
from bot.demo.people import Impossible
from bot.demo.refusals import Json
from bot.demo.world import World


async def move_clock(world: World, asked: Json) -> Json:
    """Moves the clock on, and answers when everyone who waits for the clock has done what was due."""
    step = timedelta(days=float(asked.get("days", 0)), seconds=float(asked.get("seconds", 0)))
    if step <= timedelta():
        raise Impossible("the clock only moves forward")
    if not views.clock(world)["movable"]:
        raise Impossible("this clock cannot be moved")
    await world.move(step)
    return views.clock(world)


def add_fault(faults: Faults, asked: Json) -> Json:
    """Arranges a fault: `kind` is slow, fail, drop or hold; the rest is named as in Faults."""
    kind, method = asked.pop("kind"), asked.pop("method", "")
    if kind == "slow":
        faults.slow(float(asked["seconds"]), method)
        return {"faults": "slow"}
    arrange: dict[str, Callable[..., Fault]] = {
        "fail": faults.fail, "drop": faults.drop, "hold": faults.hold
    }  # fmt: skip
    fault = arrange[kind](method, **asked)
    return {"faults": fault.kind, "times": fault.times}


def figures(world: World) -> Json:
    """What has been said and answered so far, and how many milliseconds a first answer took."""
    told: Json = {
        "acknowledged": world.acknowledged,
        "pending": len(world.updates.pending),
        "calls": dict(world.calls),
        "acts": sum(chat.acts for chat in world.chats.values()),
    }
    times = [seconds * 1000 for seconds in world.answer_times]
    if len(times) > 1:
        cuts = quantiles(times, n=100, method="inclusive")
        told["answer_ms"] = {"count": len(times), "p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}
    return told


def forget_figures(world: World) -> Json:
    world.acknowledged = 0
    world.calls.clear()
    world.answer_times.clear()
    for chat in world.chats.values():
        chat.acts = 0
    return figures(world)


def crowd(world: World, asked: Json) -> Json:
    """Many people at once, who have all pressed Start, or will if `start` is false."""
    humans = [world.join(f"Person {number + 1}") for number in range(int(asked["people"]))]
    for human in humans:
        if asked.get("start", True):
            people.start(world, human)
    return {"people": [human.id for human in humans]}
