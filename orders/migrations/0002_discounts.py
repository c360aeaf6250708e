from django.db import migrations, models
from django.db.models import F, Q, Value

import microstore.core.money


def saved(name: str) -> microstore.core.money.FenField:
    return microstore.core.money.FenField(db_default=0, default=0, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.AddField("order", "discount_fen", saved("saved by promotions")),
        migrations.AddField("order", "coupon_fen", saved("saved by a coupon")),
        migrations.AddField("orderline", "discount_fen", saved("saved by promotions")),
        migrations.AddField("orderline", "coupon_fen", saved("saved by a coupon")),
        migrations.AddField(
            "orderline",
            "savings",
            models.JSONField(blank=True, db_default=Value([], models.JSONField()), default=list, verbose_name="savings explained"),
        ),
        migrations.RemoveConstraint("order", "order_total_is_sum"),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(
                condition=Q(total_fen=F("goods_fen") + F("freight_fen") - F("discount_fen") - F("coupon_fen")),
                name="order_total_is_sum",
            ),
        ),
        migrations.AddConstraint(
            "order", models.CheckConstraint(condition=Q(discount_fen__gte=0, coupon_fen__gte=0), name="order_savings_not_negative")
        ),
        migrations.AddConstraint(
            "orderline",
            models.CheckConstraint(
                condition=Q(discount_fen__gte=0, coupon_fen__gte=0, goods_fen__gte=F("discount_fen") + F("coupon_fen")),
                name="order_line_savings_within_goods",
            ),
        ),
    ]
