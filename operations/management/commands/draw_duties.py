"""Writes ``docs/duties.md``: what of the register is carried, on which page, which test proves it."""

import ast
from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from microstore.core.duties import Carried, Duty
from microstore.core.pages import registry
from operations import register

HEAD = """# Duties

What the company's regulations oblige whom to do, as far as the product carries it. Ids are those of the
[register](../operations/data/register.csv); a clause that binds two posts is two duties, `P8a` and `P8b`.
**How often** is *always* where the product itself keeps the rule at every moment; the others appear as duties of the day
under `/backoffice/duties/` (see [operations](operations.md)). Only what a test proves stands here. This page is drawn from the
code by `manage.py draw_duties`; a test fails when it is not current, when a page is gone, or when a row has no test of its id.
"""
MARKER = "duty"


class Command(BaseCommand):
    help = "Draw docs/duties.md from the declared duties and the tests that carry their ids."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is not current")

    def handle(self, check: bool, **options) -> None:
        page, drawn = Path(settings.BASE_DIR) / "docs" / "duties.md", draw()
        if not check:
            page.write_text(drawn, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/duties.md is not current: run manage.py draw_duties")


def declared() -> list[Duty | Carried]:
    """Everything that is carried, in the order of the register."""
    return sorted([*Duty.registry.values(), *Carried.registry.values()], key=lambda one: register.order_of(one.id))


def proven() -> list[Duty | Carried]:
    """What is declared and carried by a test."""
    proofs = proofs_by_duty()
    return [one for one in declared() if one.id in proofs]


def draw() -> str:
    proofs, rows = proofs_by_duty(), proven()
    clauses = {one.clause for one in rows}
    lines = [line_of(one, proofs[one.id]) for one in rows]
    counted = f"\n{len(rows)} duties and rules carry {len(clauses)} of the {len(register.clauses())} clauses.\n"
    head = "\n| id | duty | who | how often | page | test |\n|---|---|---|---|---|---|\n"
    return HEAD + counted + head + "".join(lines)


def line_of(one: Duty | Carried, tests: list[str]) -> str:
    with translation.override("en"):
        often = str(one.cadence.label).lower() if isinstance(one, Duty) else "always"
        page = registry.find(one.page)
        address = f"`/backoffice/{page.url}`" if page else "—"
        proof = "<br>".join(f"`{test}`" for test in tests)
        return f"| {one.id} | {one.label} | {one.post.label} | {often} | {address} | {proof} |\n"


# ── the tests that carry an id ─────────────────────────────────────────────────────────────────────────────────────────
def proofs_by_duty() -> dict[str, list[str]]:
    """id → ``tests/….py::name`` (or the file, where the whole file carries it), from ``@pytest.mark.duty("L15")``."""
    found = defaultdict(list)
    root = Path(settings.BASE_DIR)
    for path in sorted((root / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if f"mark.{MARKER}(" in text:
            for id, name in marked(ast.parse(text)):
                found[id].append(f"{path.relative_to(root)}{f'::{name}' if name else ''}")
    return found


def marked(tree: ast.Module):
    """(id, name of the test or "" for the whole file)."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "pytestmark" for target in node.targets):
            yield from ((id, "") for id in ids_in(node.value))
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from ((id, node.name) for decorator in node.decorator_list for id in ids_in(decorator))


def ids_in(node: ast.AST):
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == MARKER:
            yield from (arg.value for arg in call.args if isinstance(arg, ast.Constant))
