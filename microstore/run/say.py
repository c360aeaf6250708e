"""What the person at the terminal reads: short lines, and one line when something is missing."""

import sys


class CannotStart(Exception):
    """Something needed is missing; the text says what to do, in one line."""


def say(sentence):
    print(sentence, flush=True)


def complain(sentence):
    print(sentence, file=sys.stderr, flush=True)
