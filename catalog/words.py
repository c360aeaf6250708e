"""How names and questions become comparable: one plain spelling, no blanks, no punctuation."""
import re
import unicodedata

MOST_LETTERS = 64
MOST_PARTS = 6
LONGEST_ENDING = 12  # of a name, as the index keeps it


def plain(text: str) -> str:
    """Compatibility forms folded, lower case, letters and digits alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).lower())


def parts(question: str) -> list[str]:
    """The words of a question that are long enough to look for: one Chinese character, two Latin ones."""
    words = [plain(word) for word in unicodedata.normalize("NFKC", question[:MOST_LETTERS]).split()]
    return [word for word in words if len(word) > 1 or word and not word.isascii()][:MOST_PARTS]


def pairs(word: str) -> list[str]:
    """Neighbouring Chinese characters, for a question nothing matches as a whole. Latin has none: two letters mean nothing."""
    return [word[i:i + 2] for i in range(len(word) - 1) if not word[i:i + 2].isascii()]


def chunks(word: str) -> list[str]:
    """A word cut into pieces that the index can hold."""
    return [word[i:i + LONGEST_ENDING] for i in range(0, len(word), LONGEST_ENDING)]
