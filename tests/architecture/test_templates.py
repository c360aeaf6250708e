"""Templates keep to the strict policy and to the people who cannot see, use no script, or read another language."""
import re

import pytest

from microstore.core import translations

from . import code

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*(?:\{[{%].*?[}%]\}[^<>]*)*>", re.DOTALL)
HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
LANGUAGE_NAMES = ("中文", "简体中文")


def found(pattern, within=None):
    """Each hit of ``pattern`` in the templates, comments left out, as "file: hit"."""
    for path in code.templates():
        text = COMMENT.sub("", path.read_text())
        for place in TAG.findall(text) if within == "tags" else [text]:
            yield from (f"{code.short(path)}: {hit.group()[:80]}" for hit in re.finditer(pattern, place))


@pytest.mark.parametrize("pattern", [r"\sstyle\s*=", r"\son[a-z]+\s*=", r"href\s*=\s*[\"']javascript:"])
def test_no_inline_style_or_handler(pattern):
    assert list(found(pattern, within="tags")) == []


def test_no_inline_script():
    assert list(found(INLINE_SCRIPT)) == []


def test_no_chinese_outside_the_message_files():
    texts = {path: COMMENT.sub("", path.read_text()) for path in code.templates()}
    for name in LANGUAGE_NAMES:
        texts = {path: text.replace(name, "") for path, text in texts.items()}
    assert [code.short(path) for path, text in texts.items() if HAN.search(text)] == []


def test_no_chinese_in_code():
    """Data may be Chinese; sentences of the program are English message ids. Demo people and test data live in their own files."""
    allowed = re.compile(r"/data/|/demo|/simulators?/|simulators?\.py|regions|addresses|scan|numbers|checks_text|/texts\.py|words|seed")
    wrong = []
    for path in code.app_modules():
        if not allowed.search(code.short(path)):
            lines = [f"{code.short(path)}:{number}" for number, line in enumerate(path.read_text().splitlines(), 1)
                     if HAN.search(line.split("#")[0]) and re.search(r"_\(\s*[\"'][^\"']*[\u3400-\u9fff]", line)]  # fmt: skip
            wrong += lines
    assert wrong == []


def test_every_picture_has_words_and_size():
    pictures = [hit for hit in found(r"<img\b.*", within="tags")]
    assert [hit for path in code.templates() for hit in TAG.findall(COMMENT.sub("", path.read_text()))
            if hit.startswith("<img") and not all(f"{name}=" in hit for name in ("alt", "width", "height"))] == [], pictures  # fmt: skip


def test_every_post_form_carries_the_token():
    wrong = [
        f"{code.short(path)}: {form[:80]}" for path in code.templates() for form in FORM.findall(COMMENT.sub("", path.read_text()))
        if re.search(r"method\s*=\s*[\"']?post", form[: form.index(">") + 200], re.IGNORECASE)
        and "csrf_token" not in form and "{% crispy" not in form
    ]  # fmt: skip
    assert wrong == []


def test_every_message_has_its_chinese_text():
    assert [f"{wanted.where}: {wanted.msgid}" for wanted in translations.missing()] == []


def test_the_message_files_agree_with_each_other():
    translations.joined()
