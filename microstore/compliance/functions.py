"""The official health functions: wording of 2023, the older wording, and what was removed."""
from dataclasses import dataclass
from functools import cache

from microstore.compliance import reference

NUTRIENT = "HFN"  # how the codes of nutrient functions begin


@dataclass(frozen=True)
class Function:
    """``name`` is the wording of today; ``wordings`` all that a certificate may carry for it."""
    code: str
    name: str
    framework: str
    is_removed: bool
    wordings: tuple[str, ...]


@cache
def all_functions() -> dict[str, Function]:
    return {row["function_id"]: _function(row) for row in reference.rows("permitted_function_claims")}


def _function(row) -> Function:
    older = [name for name in (row["old_27_name"], *row["older_names"].split("；")) if name]
    is_removed = row["status"] != "current"
    name = row["old_27_name"] if is_removed else row["official_name_2023"]
    return Function(row["function_id"], name, row["framework"], is_removed, tuple(dict.fromkeys([name, *older])))


def choices() -> list[tuple[str, str]]:
    """Functions a new product may claim (rules HF-09, HF-11): those in force."""
    return [(f.code, f.name) for f in all_functions().values() if not f.is_removed]


def wordings_of(codes) -> list[str]:
    """Every official wording of these functions, old and new: what the certificate may print."""
    known = all_functions()
    return [wording for code in codes if code in known for wording in known[code].wordings]


def kind_of_supplement(codes) -> str:
    """What the page of a nutrient supplement says that it is (rule HF-28); empty for other health foods."""
    found = (all_functions().get(code) for code in codes if code.startswith(NUTRIENT))
    return next((function.framework for function in found if function), "")
