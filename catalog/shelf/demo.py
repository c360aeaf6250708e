"""The shelf of the demo: lists that came in, goods that left or should, pages to tune."""

import csv
import io
import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from catalog.imports import uploading
from catalog.models import CatalogImport, Product, TuningTask
from catalog.shelf import removing, substitutes, tuning
from microstore.accounts.models import User
from microstore.core import approvals, jobs

HEADERS = ["SKU编号", "产品名称", "批准文号", "分类", "规格"]


def said() -> dict:
    return json.loads((Path(__file__).parents[1] / "data" / "demo_shelf.json").read_text(encoding="utf-8"))


def load() -> None:
    """After the market, so that competitors' moves give reasons. Again it changes nothing."""
    if CatalogImport.objects.exists():
        return
    words, by = said(), User.objects.get(username="listing")
    goods = [product for product in Product.objects.filter(state="listed").order_by("-pk")[:40] if product.pending_revision is None]
    _bring_lists(goods[4:6], words, by)
    with transaction.atomic():
        _take_off(goods[:3], words, by, User.objects.get(username="operations"))
        substitutes.put(goods[3], [one for one in goods[4:] if one.product_class == goods[3].product_class][:2], by=by)
        tuning.find()
        if task := TuningTask.objects.order_by("pk").first():
            tuning.keep(task, by=by, note=words["kept"])


def _bring_lists(goods, words, by) -> None:
    """One list that was applied, one with errors to be set right."""
    rows = [[product.skus.first().code, words["subtitle"]] for product in goods]
    batch = _tried("卖点更新.csv", ["SKU编号", "副标题"], rows, by)
    uploading.confirm(batch, by=by)
    jobs.run(batch.job_id)
    _tried("新品清单.csv", HEADERS, words["bad_rows"], by)


def _tried(name: str, headers, rows, by) -> CatalogImport:
    text = io.StringIO()
    csv.writer(text).writerows([headers, *rows])
    batch = uploading.upload("products", SimpleUploadedFile(name, text.getvalue().encode("gb18030")), by=by)
    uploading.try_out(batch, batch.columns, by=by)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def _take_off(goods, words, by, approver) -> None:
    gone, kept, waiting = goods
    for product, why, (seen, reason), yes in ((gone, "season", words["agreed"], True), (kept, "slow", words["declined"], False)):
        row = removing.propose(product, why, seen, by=by)
        approvals.decide(approvals.waiting_about(row), yes=yes, reason=reason, by=approver)
    removing.propose(waiting, "slow", words["waiting"], by=by)
