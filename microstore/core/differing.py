"""Two texts side by side, word by word."""

import re
from difflib import SequenceMatcher

# Latin words and numbers stay whole, every Chinese character is a word
WORDS = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """("same", "gone" or "new", text) in the order of reading."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [(what, text) for what, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text]
    return found
