"""What a database holds, in figures that two databases can be compared by: rows of each table, money, stock, and the audit's last seal."""

from django.apps import apps

SUMS = {
    "orders": "SELECT coalesce(sum(total_fen), 0) FROM orders_order",
    "ledger": "SELECT coalesce(sum(amount_fen), 0) FROM orders_ledgerentry",
    "stock": "SELECT coalesce(sum(on_hand), 0) FROM inventory_stock",
    "reserved": "SELECT coalesce(sum(reserved), 0) FROM inventory_stock",
    "movements": "SELECT coalesce(sum(units), 0) FROM inventory_movement",
    "events": "SELECT coalesce(max(id), 0) FROM core_event",
}
SEAL = "SELECT coalesce((SELECT digest FROM core_seal WHERE digest <> '' ORDER BY up_to DESC LIMIT 1), '')"


def tables() -> list[str]:
    """Every table of ours, sessions and the like included."""
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed})


def figures(cursor) -> dict:
    """``rows`` per table, ``sums`` and the ``seal``, read through an open cursor and so in one moment of the database."""
    rows = {}
    for table in tables():
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  names of our own tables
        rows[table] = cursor.fetchone()[0]
    return {"rows": rows, "sums": {name: _one(cursor, sql) for name, sql in SUMS.items()}, "seal": _one(cursor, SEAL)}


def _one(cursor, sql: str):
    cursor.execute(sql)
    value = cursor.fetchone()[0]
    return value if isinstance(value, str) else int(value)


def differences(expected: dict, found: dict) -> list[str]:
    """A line for each figure that is not as it was."""
    lines = []
    for kind in ("rows", "sums"):
        for name in sorted(expected[kind].keys() | found[kind].keys()):
            was, now = expected[kind].get(name), found[kind].get(name)
            if was != now:
                lines.append(f"{kind} {name}: {was} → {now}")
    return lines + ([] if expected["seal"] == found["seal"] else [f"seal: {expected['seal'][:12]} → {found['seal'][:12]}"])
