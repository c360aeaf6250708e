"""Which pages show something we may not use any more, written on the pages so that lists need not look into blocks."""

from microstore.stores import freshness
from microstore.stores.models import Asset, AssetVersion, Page, PageRevision

FILES = ("picture_id", "poster_id", "video_id", "captions_id")


def files_in(blocks: list[dict]) -> set[int]:
    """The stored files that blocks show, however deep they stand."""
    found: set[int] = set()
    for each in blocks:
        _collect(each.get("data"), found)
    return found


def _collect(value, found: set[int]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in FILES and isinstance(inner, int):
                found.add(inner)
            else:
                _collect(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, found)


def swapped(value, old: set[int], new: int):
    """The same blocks with the new file in place of the old ones."""
    if isinstance(value, dict):
        return {name: new if name in FILES and inner in old else swapped(inner, old, new) for name, inner in value.items()}
    if isinstance(value, list):
        return [swapped(inner, old, new) for inner in value]
    return value


def assets_in(blocks: list[dict]) -> list[Asset]:
    """The assets that blocks show. One query, none without files."""
    ids = files_in(blocks)
    if not ids:
        return []
    rows = AssetVersion.objects.filter(file__in=ids).select_related("asset").order_by("asset_id")
    return list({row.asset_id: row.asset for row in rows}.values())


def troubles(blocks: list[dict], store) -> list[tuple[Asset, bool]]:
    """(asset, whether its rights ended); otherwise they do not reach this store."""
    found = assets_in(blocks)
    return [(one, not one.is_usable) for one in found if not one.is_usable or not one.may_stand_in(store)]


def write(pages) -> int:
    """Set or clear the flag of these pages. Returns how many changed."""
    changed = 0
    live = PageRevision.objects.filter(page__in=pages, state=PageRevision.State.PUBLISHED).select_related("page__store")
    for revision in live:
        page = revision.page
        flag = bool(troubles(revision.blocks, page.store))
        if flag != page.has_ended_rights:
            Page.objects.filter(pk=page.pk).update(has_ended_rights=flag)
            freshness.touch([page.store_id])
            changed += 1
    return changed


def write_for(asset: Asset) -> int:
    """The pages that show this asset."""
    files = set(asset.versions.values_list("file", flat=True))
    live = PageRevision.objects.filter(state=PageRevision.State.PUBLISHED).only("page_id", "blocks")
    return write([row.page_id for row in live if files & files_in(row.blocks)])
