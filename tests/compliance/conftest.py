"""Rules that change overnight: another folder of tables, read by the same code."""

import csv
import importlib
import pkgutil
import shutil

import pytest

from microstore import compliance
from microstore.compliance import reference


def forget_rules():
    """Everything that was worked out from the tables."""
    for _finder, name, _is_package in pkgutil.walk_packages(compliance.__path__, "microstore.compliance."):
        if ".migrations" in name or ".backoffice" in name:
            continue
        for one in vars(importlib.import_module(name)).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()


@pytest.fixture
def rules_of_tomorrow(tmp_path, monkeypatch):
    """``rules_of_tomorrow("葡萄籽")``: from now on the law forbids these words."""
    def forbid(*words, severity="block", category="absolute"):
        folder = tmp_path / "data"
        shutil.copytree(reference.FOLDER, folder)
        with (folder / "ad_forbidden_terms.csv").open("a", encoding="utf-8", newline="") as file:
            for number, word in enumerate(words):
                told = ["all", "", "practice", "《广告法》第九条", "新增", "删除", "T"]
                csv.writer(file).writerow([f"N{number}", word, "literal", "绝对化用语", category, severity, *told])
        monkeypatch.setattr(reference, "FOLDER", folder)
        forget_rules()

    yield forbid
    monkeypatch.undo()
    forget_rules()
