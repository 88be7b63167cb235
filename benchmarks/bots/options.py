"""What every measured bot is told on its command line."""

import argparse
from pathlib import Path


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True, help="the address of the stand-in")
    parser.add_argument("--token", required=True)
    parser.add_argument("--folder", type=Path, required=True, help="where it may keep things")
    parser.add_argument("--people", type=int, default=0, help="how many parents have agreed already")
    parser.add_argument("--told", type=int, default=0, help="how many nudges a delivery sends")
    parser.add_argument("--limit", type=int, default=0, help="how many messages a second it may send")
    parser.add_argument("--group", type=int, default=0, help="the chat of the group whose members are told")
    parser.add_argument("--others", type=int, default=0, help="how many parents are in no group")
    parser.add_argument("--way", default="", help="how a bot that can do it in several ways does it")
    return parser.parse_args()
