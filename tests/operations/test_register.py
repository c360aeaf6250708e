"""docs/duties.md is true: ids of the register, pages that exist, tests that carry the ids, drawn from the code of today."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from microstore.core import duties
from microstore.core.pages import registry
from operations import register
from operations.management.commands.draw_duties import declared, proofs_by_duty, proven


def test_the_register_holds_each_clause_once_in_both_languages():
    clauses = register.clauses()
    assert len(clauses) == 153
    assert [id for id, clause in clauses.items() if not (clause.chinese and clause.english)] == []


def test_every_declared_duty_is_a_clause_of_the_register():
    assert [one.id for one in declared() if one.clause not in register.clauses()] == []


def test_no_id_is_declared_twice():
    assert duties.twice == []


def test_at_least_eighty_duties_are_carried_and_proven():
    assert len(proven()) >= 80


def test_every_duty_leads_to_a_page():
    pages = {one.id: registry.find(one.page) for one in declared()}
    assert [id for id, page in pages.items() if page is None or registry.parameters(page.url)] == []


def test_a_test_carries_only_ids_that_are_declared():
    assert set(proofs_by_duty()) - {one.id for one in declared()} == set()


def test_every_row_of_the_document_names_tests_that_exist_and_carry_its_id():
    text = (Path(settings.BASE_DIR) / "docs" / "duties.md").read_text(encoding="utf-8")
    rows, proofs = re.findall(r"^\| ([A-Z]+\d+[a-z]?) \|.*\| ([^|]*) \|$", text, re.MULTILINE), proofs_by_duty()
    assert len(rows) == len(proven())
    for id, tests in rows:
        named = re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", tests)
        assert named and named == proofs[id], id


def test_the_document_is_current():
    call_command("draw_duties", "--check")


@pytest.mark.duty("G6")
def test_every_duty_says_who_and_where():
    assert [one.id for one in declared() if not (one.label and one.post and one.page)] == []
