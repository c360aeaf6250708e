"""The project's own files, as the tests of its shape read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ("core", "compliance", "accounts", "messaging", "stores")
DEPARTMENTS = ("catalog", "inventory", "marketing", "orders", "logistics", "customerservice", "operations")
APPS = [*(ROOT / "microstore" / name for name in SHARED), *(ROOT / name for name in DEPARTMENTS)]
LADDER = [*(f"microstore.{name}" for name in SHARED), *DEPARTMENTS]
VIEWS = {
    "storefront",
    "backoffice",
    "admin",
    "webhooks",
    "webhooks_channels",
    "urls",
    "middleware",
    "doors",
    "context",
    "templatetags",
    "forms",
    "pages",
    "simulators",
}


def app_modules():
    """Every module of the departments but migrations."""
    return [path for app in APPS for path in sorted(app.rglob("*.py")) if "migrations" not in path.parts]


def everything():
    return [path for place in (*APPS, ROOT / "microstore", ROOT / "tests", ROOT / "bench") for path in place.rglob("*.py")]


def templates():
    return sorted((ROOT / "templates").rglob("*.html")) + [path for app in APPS for path in (app / "templates").rglob("*.html")]


def short(path):
    return str(path.relative_to(ROOT))


def is_view(path):
    """True for the modules that speak with browsers and machines: they alone know HTTP."""
    return bool({part.removesuffix(".py") for part in path.relative_to(ROOT).parts} & VIEWS)


@cache
def tree(path):
    return ast.parse(path.read_text(), filename=str(path))


def imports(path):
    """Yield (line, module) of each import."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)
