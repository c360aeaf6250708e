"""Add to the library, correct, replace by a new file, take out. What is used is not taken out."""

from django.db import transaction

from microstore.compliance.scanner import Subject
from microstore.compliance.services import door
from microstore.core import files
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.models import StoredFile
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from microstore.stores.assets import flags, uses
from microstore.stores.assets.events import AssetAdded, AssetBroughtBack, AssetChanged, AssetReplaced, AssetRetired
from microstore.stores.models import Asset, AssetVersion

FACTS = ("title", "alt", "tags", "author", "rights", "scope", "rights_note", "rights_until", "store", "licence", "captions")
READERS = Subject(product_class="health_food")
Kind = Asset.Kind
STORE_AS = {Kind.PICTURE: files.store_image, Kind.VIDEO: files.store_video, Kind.DOCUMENT: files.store_document}


@transaction.atomic
def add(upload, *, kind: str, by, **facts) -> Asset:
    """One file with its facts. Refuses hostile files, words the law forbids, and a picture that says nothing of what it shows."""
    return keep(STORE_AS[kind](upload, kind="asset", by=by), kind=kind, by=by, **facts)


@transaction.atomic
def keep(file: StoredFile, *, kind: str, by, **facts) -> Asset:
    """The same for a file that is stored already. A file that is in the library is refused: it names the one that is there."""
    _require_sense(facts.get("title", ""), facts.get("alt", ""), facts.get("rights"), facts.get("rights_until"))
    twin = Asset.objects.kept().filter(versions__file__sha256=file.sha256, store=facts.get("store")).first()
    if twin:
        raise Refused(_("This file is in the library already: %(number)s “%(title)s”.") % {"number": twin.number, "title": twin.title})
    asset = Asset.objects.create(number=next_number("MA"), kind=kind, file=file, added_by=by, **facts)
    AssetVersion.objects.create(asset=asset, number=1, file=file, by=by)
    publish(AssetAdded(asset.number), about=asset, by=by)
    return asset


@transaction.atomic
def change(asset: Asset, *, by, **facts) -> Asset:
    """Correct what is written about it. A later end of the rights takes the flags off the pages that show it."""
    asset = locked(Asset.objects.filter(pk=asset.pk)).get()
    changed = [name for name in FACTS if name in facts and getattr(asset, name) != facts[name]]
    for name in changed:
        setattr(asset, name, facts[name])
    _require_sense(asset.title, asset.alt, asset.rights, asset.rights_until)
    if changed:
        asset.save(update_fields=changed)
        publish(AssetChanged(asset.number, changed), about=asset, by=by)
        flags.write_for(asset)
    return asset


@transaction.atomic
def replace(asset: Asset, upload, *, reason: str, by) -> list[uses.Replaced]:
    """A new file becomes the newest version and is written into a draft of every place that shows an older one.

    What customers see stays until each draft is approved at its own gate. Returns what became of each place."""
    require_reason(reason)
    asset = locked(Asset.objects.filter(pk=asset.pk)).get()
    if asset.is_retired:
        raise Refused(_("This is no longer in the library."))
    file = STORE_AS[asset.kind](upload, kind="asset", by=by)
    if file.sha256 in {each.sha256 for each in uses.files_of(asset)}:
        raise Refused(_("This is the same file as before."))
    number = asset.versions.count() + 1
    AssetVersion.objects.create(asset=asset, number=number, file=file, reason=reason, by=by)
    asset.file = file
    asset.save(update_fields=["file"])
    fault_point("assets.replace.before_drafts")
    done = uses.replace_everywhere(asset, file, by=by)
    left = sum(bool(each.trouble) for each in done)
    publish(AssetReplaced(asset.number, number, len(done) - left, left), about=asset, by=by, reason=reason)
    return done


@transaction.atomic
def retire(asset: Asset, *, reason: str, by) -> None:
    """Out of the library: nobody finds it to use it. Refuses while a page, a product or an open request shows it."""
    require_reason(reason)
    asset = locked(Asset.objects.filter(pk=asset.pk)).get()
    if used := uses.of(asset):
        raise Refused(_("It is used in %(count)d places, the first is %(where)s. Replace it there first.") % {
            "count": len(used), "where": used[0].where})  # fmt: skip
    asset.is_retired = True
    asset.save(update_fields=["is_retired"])
    publish(AssetRetired(asset.number), about=asset, by=by, reason=reason)


@transaction.atomic
def bring_back(asset: Asset, *, by) -> None:
    asset = locked(Asset.objects.filter(pk=asset.pk)).get()
    asset.is_retired = False
    asset.save(update_fields=["is_retired"])
    publish(AssetBroughtBack(asset.number), about=asset, by=by)


def of_files(file_ids) -> dict[int, Asset]:
    """Which asset each stored file belongs to; files that never were in the library are left out."""
    rows = AssetVersion.objects.filter(file__in=set(file_ids)).select_related("asset")
    return {row.file_id: row.asset for row in rows}


def _require_sense(title: str, alt: str, rights, until) -> None:
    if not title.strip() or not alt.strip():
        raise Refused(_("Say what it shows: people who do not see it are read this."))
    if rights == Asset.Rights.LICENSED and until is None:
        raise Refused(_("A licensed picture needs the day on which the right ends."))
    door.require_allowed(door.read({"title": title, "alt": alt}, READERS))
