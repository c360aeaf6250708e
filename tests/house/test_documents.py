"""The documents tell the truth: what is drawn from the code is current, links lead somewhere, data and pictures are accounted for."""

import re
from urllib.parse import unquote

import pytest
from django.core.management import call_command

from tests.architecture.code import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)|<img [^>]*src=\"([^\"]+)\"")
MOST_PICTURE_BYTES, MOST_BYTES = 120_000, 700_000


def test_the_drawn_flows_are_those_of_the_code():
    call_command("draw_flows", check=True)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_the_documents_leads_to_a_file(document):
    targets = [unquote(first or second) for first, second in LINK.findall(document.read_text(encoding="utf-8"))]
    missing = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert missing == []


def test_every_document_is_named_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md" and path.name not in index] == []
    numbered = (ROOT / "docs" / "decisions").glob("0*.md")
    assert [path.name for path in numbered if f"({path.name})" not in decisions] == []


def test_every_data_file_stands_in_the_list_with_source_and_licence():
    told = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    folders = ("catalog", "inventory", "marketing", "orders", "logistics", "customerservice", "operations", "microstore")
    shipped = [path for folder in folders for kind in ("csv", "json") for path in (ROOT / folder).rglob(f"*.{kind}")]
    assert len(shipped) > 20
    assert [str(path.relative_to(ROOT)) for path in shipped if path.name not in told] == []


def test_the_pictures_of_the_documents_are_light():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}
    assert {name: size for name, size in sizes.items() if size > MOST_PICTURE_BYTES} == {}
    assert sum(sizes.values()) <= MOST_BYTES
