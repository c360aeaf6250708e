"""Reviews and articles of the demo company, in every state, told through the services."""

import io
import json
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from customerservice.articles import services as articles
from customerservice.help.demo import load_help
from customerservice.models import Article, Review
from customerservice.reviews import services as reviews
from customerservice.reviews.services import Words, reading
from microstore.accounts.models import Customer, User
from microstore.core import approvals, clock, files
from microstore.core.events import deliver_all
from orders.models import OrderLine

TEXTS = Path(__file__).resolve().parents[1] / "data" / "demo_reviews.json"
TIMES = 6


def load_reviews(now) -> None:
    """Harmless when it was told before."""
    if Review.objects.exists():
        return
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    service, quality = User.objects.get(username="service"), User.objects.get(username="quality")
    lines = list(_lines(now)[: len(texts["reviews"]) * TIMES])
    for place, line in enumerate(lines):
        if place < len(texts["reviews"]) or "end" not in texts["reviews"][place % len(texts["reviews"])]:
            _tell(texts["reviews"][place % len(texts["reviews"])], line, texts["reasons"], service, now)
    _load_articles(texts["articles"], service, quality, now)
    load_help(now)
    deliver_all()


def _lines(now):
    """Lines that arrived in the last months, those of the goods that stand first before others."""
    arrived = OrderLine.objects.filter(
        order__fulfilment_state__in=("delivered", "completed"), order__payment_state="paid",
        order__delivered_at__gte=now - timedelta(days=170), order__customer__user__is_staff=False, review=None,
    )  # fmt: skip
    return arrived.select_related("order__customer__user").order_by("sku__product_id", "-order_id")


def _tell(row: dict, line: OrderLine, reasons: dict, by, now) -> None:
    written = min(line.order.delivered_at + timedelta(days=2, hours=line.pk % 9), now - timedelta(minutes=5))
    if row.get("end") in ("held", "reported"):  # they wait today
        written = now - timedelta(hours=4)
    with clock.at(written):
        pictures = (_picture(line),) if row.get("picture") else ()
        words = Words(row["stars"], row["text"], row.get("named", False), pictures)
        review = reviews.write(line, words, customer=line.order.customer)
    with clock.at(min(written + timedelta(hours=3), now)):
        _end(review, row, reasons, by)


def _end(review: Review, row: dict, reasons: dict, by) -> None:
    end = row.get("end", "")
    if end == "shown":
        reviews.show(review, hidden=reading.suggested(review), reason=reasons["shown"], by=by)
    elif end == "withheld":
        reviews.withhold(review, ground=Review.Ground.UNLAWFUL, reason=reasons["withheld"], by=by)
    elif end == "reported" and review.state == Review.State.PUBLISHED:
        other = Customer.objects.exclude(pk=review.customer_id).order_by("pk").first()
        reviews.report(review, ground=Review.Ground.UNLAWFUL, text=reasons["report"], customer=other)
    elif end != "held" and review.state == Review.State.HELD:
        reviews.show(review, hidden={}, by=by)
    if row.get("reply") and review.state == Review.State.PUBLISHED:
        reviews.reply(review, text=row["reply"], by=by)


def _picture(line: OrderLine):
    """A plain drawing of a parcel, as a buyer's photograph."""
    drawn = Image.new("RGB", (640, 640), (232, 226, 214))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((150, 200, 490, 500), fill=(196, 160, 112), outline=(120, 92, 60), width=6)
    pen.rectangle((300, 200, 340, 500), fill=(226, 206, 172))
    content = io.BytesIO()
    drawn.save(content, "PNG")
    upload = SimpleUploadedFile("parcel.png", content.getvalue(), content_type="image/png")
    return files.store_image(upload, kind="review", by=line.order.customer.user)


def _load_articles(rows: list, author, approver, now) -> None:
    for place, row in enumerate(rows):
        with clock.at(now - timedelta(days=30 - 7 * place)):
            fields = {name: text for name, text in row.items() if name != "state"}
            article = articles.write(Article(**fields), by=author)
            if row["state"] == "draft":
                continue
            asked = articles.submit(article, by=author)
            if row["state"] == "published":
                approvals.decide(asked, yes=True, reason=row["title"], by=approver)
