"""The house stands: imports, foreign keys and layers only point down."""
import ast
import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.core.management import call_command

from . import code

WEB = ("django.http", "django.shortcuts", "django.views", "django.urls.resolvers")
NETWORK = ("httpx", "requests", "urllib.request", "http.client", "smtplib", "socket")
MAY_REACH_OUT = ("microstore/core/outside.py", "microstore/messaging/senders/", "operations/system/outside.py")
"""The last looks whether the mail server and the certificate answer; it says nothing to them."""
MAY_ASK_THE_TIME = ("microstore/core/clock.py",)
MAY_KNOW_HTTP = (
    "microstore/core/errors.py", "microstore/core/access.py", "microstore/core/preferences.py", "microstore/accounts/proof.py",
    "microstore/stores/publishing/measuring.py",
)  # fmt: skip
"""What is wrapped around views: access, errors, preferences, the second proof of a phone; and what draws a page to weigh it."""


def test_imports_keep_the_contracts():
    done = subprocess.run([sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()"],
                          cwd=code.ROOT, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def test_code_is_clean():
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "--quiet", "."], cwd=code.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


def test_foreign_keys_point_down():
    level = {name.rsplit(".", 1)[-1]: place for place, name in enumerate(code.LADDER)}
    user = apps.get_model("accounts.User")
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models() if model._meta.app_label in level
        for field in model._meta.get_fields() if field.concrete and field.is_relation and field.related_model not in (None, user)
        if level.get(field.related_model._meta.app_label, -1) > level[model._meta.app_label]
    ]  # fmt: skip
    assert upward == []


def test_only_views_know_http():
    wrong = [
        f"{code.short(path)}:{line} {module}"
        for path in code.app_modules() if not code.is_view(path) and not code.short(path).startswith(MAY_KNOW_HTTP)
        for line, module in code.imports(path) if module.startswith(WEB)
    ]  # fmt: skip
    assert wrong == []


def test_only_the_client_for_the_outside_opens_connections():
    wrong = [
        f"{code.short(path)}:{line} {module}"
        for path in code.app_modules() if "simulator" not in code.short(path) and not code.short(path).startswith(MAY_REACH_OUT)
        for line, module in code.imports(path) if module in NETWORK
    ]  # fmt: skip
    assert wrong == []


def asks_the_machine(node):
    """A call of timezone.now(), datetime.now(), date.today() and their like."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("now", "today", "utcnow")
        and isinstance(node.func.value, ast.Name) and node.func.value.id in ("timezone", "datetime", "date")
    )  # fmt: skip


def test_business_asks_the_one_clock():
    wrong = [
        f"{code.short(path)}:{node.lineno}"
        for path in code.app_modules() if not code.short(path).startswith(MAY_ASK_THE_TIME) and "simulator" not in code.short(path)
        for node in ast.walk(code.tree(path)) if asks_the_machine(node)
    ]  # fmt: skip
    assert wrong == []


def test_what_services_say_can_be_kept_for_readers_of_both_languages():
    """A text of Django's is of one language once it was made; rows keep sentences."""
    wrong = [
        code.short(path) for path in code.app_modules() if "services" in path.parts
        for node in ast.walk(code.tree(path)) if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        and any(name.name == "gettext" for name in node.names)
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_files_stay_short():
    long = {code.short(path): lines for path in code.everything() if "migrations" not in path.parts
            if (lines := len(path.read_text().splitlines())) > 300}  # fmt: skip
    assert long == {}


def test_no_file_holds_two_versions_of_itself():
    """What a merge left unsettled."""
    mark = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    assert [code.short(path) for path in (*code.everything(), *code.templates()) if mark.search(path.read_text())] == []
