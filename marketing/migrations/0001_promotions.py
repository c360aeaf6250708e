import django.contrib.postgres.fields
import django.db.models.deletion
import marketing.models.promotion
import microstore.core.clock
import microstore.core.money
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.RunSQL(f"CREATE SEQUENCE number_{kind}", f"DROP SEQUENCE number_{kind}") for kind in ("pr", "ck", "cn")),
        migrations.CreateModel(
            name="CouponKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(editable=False, max_length=24, unique=True, verbose_name="number")),
                ("name", models.CharField(help_text="Customers read it.", max_length=60, verbose_name="name")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(help_text="From this moment on it no longer counts.", verbose_name="ends")),
                (
                    "store_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="stores"
                    ),
                ),
                (
                    "category_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="categories"
                    ),
                ),
                (
                    "product_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="products"
                    ),
                ),
                (
                    "without_category_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="without categories"
                    ),
                ),
                (
                    "without_product_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="without products"
                    ),
                ),
                ("is_active", models.BooleanField(default=False, editable=False, verbose_name="switched on")),
                ("activated_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="switched on first")),
                ("drafted_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="drafted")),
                ("off_fen", microstore.core.money.FenField(verbose_name="saving")),
                ("threshold_fen", microstore.core.money.FenField(verbose_name="from goods worth")),
                ("claims_from", models.DateTimeField(verbose_name="claimed from")),
                ("claims_until", models.DateTimeField(verbose_name="claimed until")),
                ("quota", models.PositiveIntegerField(verbose_name="coupons in all")),
                ("issued", models.PositiveIntegerField(default=0, editable=False, verbose_name="issued")),
                ("per_customer", models.PositiveSmallIntegerField(default=1, verbose_name="coupons per customer")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of coupon",
                "verbose_name_plural": "kinds of coupons",
                "ordering": ["-starts_at", "-id"],
                'indexes': [models.Index(condition=models.Q(("is_active", True)), fields=["claims_until"], name="couponkind_claimable")],
                'constraints': [models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="couponkind_window_is_forward"
            ), models.CheckConstraint(condition=models.Q(("issued__lte", models.F("quota"))), name="couponkind_within_quota"), models.CheckConstraint(
                condition=models.Q(("off_fen__gt", 0), ("off_fen__lte", models.F("threshold_fen"))),
                name="couponkind_saves_within_threshold",
            ), models.CheckConstraint(
                condition=models.Q(("claims_until__gt", models.F("claims_from"))), name="couponkind_claims_forward"
            ), models.CheckConstraint(
                condition=models.Q(("claims_until__lte", models.F("ends_at"))), name="couponkind_claims_before_end"
            ), models.CheckConstraint(condition=models.Q(("per_customer__gte", 1)), name="couponkind_per_customer_positive")],
            },
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=24, unique=True, verbose_name="coupon number")),
                ("nth", models.PositiveSmallIntegerField(default=1, verbose_name="which one of the customer's")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Unused"),
                            ("held", "In an unpaid order"),
                            ("used", "Used"),
                            ("returned", "Given back"),
                            ("expired", "Expired"),
                            ("void", "Void"),
                        ],
                        default="issued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="order")),
                ("valid_until", models.DateTimeField(verbose_name="good until")),
                ("issued_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="claimed")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="coupons", to="accounts.customer", verbose_name="customer"
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coupons",
                        to="marketing.couponkind",
                        verbose_name="kind of coupon",
                    ),
                ),
            ],
            options={
                "verbose_name": "coupon",
                "verbose_name_plural": "coupons",
                "ordering": ["-id"],
                "permissions": [("void_coupon", "Can make coupons void")],
                'indexes': [models.Index(fields=["customer", "-id"], name="coupon_of_customer"), models.Index(fields=["kind", "-id"], name="coupon_of_kind"), models.Index(condition=models.Q(("state__in", ("issued", "returned"))), fields=["valid_until"], name="coupon_to_expire")],
                'constraints': [models.UniqueConstraint(fields=("kind", "customer", "nth"), name="coupon_nth_of_customer"), models.UniqueConstraint(
                condition=models.Q(("state__in", ("held", "used"))), fields=("reference",), name="one_coupon_per_order"
            ), models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("held", "used")), _negated=True), models.Q(("reference", ""), _negated=True), _connector="OR"
                ),
                name="coupon_names_its_order",
            )],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(editable=False, max_length=24, unique=True, verbose_name="number")),
                ("name", models.CharField(help_text="Customers read it.", max_length=60, verbose_name="name")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(help_text="From this moment on it no longer counts.", verbose_name="ends")),
                (
                    "store_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="stores"
                    ),
                ),
                (
                    "category_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="categories"
                    ),
                ),
                (
                    "product_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="products"
                    ),
                ),
                (
                    "without_category_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="without categories"
                    ),
                ),
                (
                    "without_product_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="without products"
                    ),
                ),
                ("is_active", models.BooleanField(default=False, editable=False, verbose_name="switched on")),
                ("activated_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="switched on first")),
                ("drafted_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="drafted")),
                (
                    "kind",
                    models.CharField(
                        choices=[("spend_and_save", "Spend and save")], default="spend_and_save", max_length=20, verbose_name="kind"
                    ),
                ),
                ("steps", models.JSONField(validators=[marketing.models.promotion.check_steps], verbose_name="steps")),
                (
                    "repeats",
                    models.BooleanField(
                        default=False, help_text="The highest step counts as often as the goods reach it.", verbose_name="repeats"
                    ),
                ),
                ("priority", models.PositiveSmallIntegerField(default=100, verbose_name="priority")),
                (
                    "exclusive_group",
                    models.CharField(
                        blank=True,
                        help_text="Of one group an order gets only the best. Empty: it adds to others.",
                        max_length=20,
                        verbose_name="exclusive group",
                    ),
                ),
                (
                    "budget_fen",
                    microstore.core.money.FenField(
                        blank=True, help_text="All savings together. Empty: without limit.", null=True, verbose_name="budget"
                    ),
                ),
                ("spent_fen", microstore.core.money.FenField(default=0, editable=False, verbose_name="spent")),
                (
                    "times_per_customer",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: without limit.", null=True, verbose_name="times per customer"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "promotion",
                "verbose_name_plural": "promotions",
                "ordering": ["-starts_at", "-id"],
                'indexes': [models.Index(condition=models.Q(("is_active", True)), fields=["ends_at"], name="promotion_running")],
                'constraints': [models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="promotion_window_is_forward"
            ), models.CheckConstraint(
                condition=models.Q(
                    ("spent_fen__gte", 0), models.Q(("budget_fen", None), ("spent_fen__lte", models.F("budget_fen")), _connector="OR")
                ),
                name="promotion_within_budget",
            ), models.CheckConstraint(
                condition=models.Q(("times_per_customer", None), ("times_per_customer__gte", 1), _connector="OR"),
                name="promotion_times_positive",
            )],
            },
        ),
        migrations.CreateModel(
            name="PromotionTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="times")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.customer", verbose_name="customer"
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="marketing.promotion", verbose_name="promotion"
                    ),
                ),
            ],
            options={
                "verbose_name": "tally of a customer",
                "verbose_name_plural": "tallies of customers",
                'constraints': [models.UniqueConstraint(fields=("promotion", "customer"), name="promotion_tally_once")],
            },
        ),
        migrations.CreateModel(
            name="PromotionUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=40, verbose_name="order")),
                ("amount_fen", microstore.core.money.FenField(verbose_name="saving")),
                ("counts", models.BooleanField(default=True, verbose_name="counts")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="time")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.customer", verbose_name="customer"
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="marketing.promotion", verbose_name="promotion"
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a promotion",
                "verbose_name_plural": "uses of promotions",
                "ordering": ["-id"],
                'constraints': [models.UniqueConstraint(fields=("reference", "promotion"), name="promotion_once_per_order"), models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="promotion_use_positive")],
            },
        ),
    ]
