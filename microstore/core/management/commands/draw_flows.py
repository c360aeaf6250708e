"""Draws every state machine of the house into ``docs/flows.md``, from the code that runs it."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model
from django.utils import translation

from microstore.core.states import Flow, Moves

HEAD = """# Flows

Every state in the house changes through one of these moves, in a transaction that locks the row and writes an event.
This page is drawn from the code by `manage.py draw_flows`; a test fails when it is not current.
"""


class Command(BaseCommand):
    help = "Draw every state machine into docs/flows.md."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is not current")

    def handle(self, check: bool, **options) -> None:
        page, drawn = Path(settings.BASE_DIR) / "docs" / "flows.md", draw()
        if not check:
            page.write_text(drawn, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/flows.md is not current: run manage.py draw_flows")


def draw() -> str:
    return HEAD + "".join(_section(model, flow) for model, flow in flows())


def flows() -> Iterator[tuple[type[Model], Flow]]:
    """Every model with its flows, from the floor of the house upwards."""
    for model in apps.get_models():
        if issubclass(model, Moves):
            for flow in tuple(model.flows.values()) or (model.flow,):
                yield model, flow


def _section(model: type[Model], flow: Flow) -> str:
    field = model._meta.get_field(flow.field)
    rows = "".join(f"| `{state}` | {_in('en', label)} | {_in('zh-hans', label)} |\n" for state, label in _labels(model, flow))
    with translation.override("en"):
        title = f"{model._meta.app_label}: {model._meta.verbose_name}, {field.verbose_name}"
    return f"\n## {title}\n\n```mermaid\n{flow.mermaid()}\n```\n\n| state | English | Chinese |\n|---|---|---|\n{rows}"


def _labels(model: type[Model], flow: Flow) -> list[tuple]:
    """Value and label of every state, as declared (the label is not read in a language yet)."""
    return [(state.value, state._label_) for state in type(model._meta.get_field(flow.field).default)]


def _in(language: str, label) -> str:
    with translation.override(language):
        return str(label)
