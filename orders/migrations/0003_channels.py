import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.money
import microstore.core.states
import orders.models.channel


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("catalog", "0001_initial"),
        ("core", "0004_seals"),
        ("orders", "0002_discounts"),
        ("stores", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_cf", "DROP SEQUENCE number_cf"),
        migrations.AlterField(
            model_name="payment",
            name="method",
            field=models.CharField(
                choices=[
                    ("h5", "WeChat Pay in the phone browser"),
                    ("native", "WeChat Pay by QR code"),
                    ("channel", "Paid at another channel"),
                ],
                max_length=10,
                verbose_name="method",
            ),
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("weidian", "Weidian, by interface"), ("file", "Order lists as files")],
                        default="weidian",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("share_percent", models.PositiveSmallIntegerField(default=50, verbose_name="share of the stock, per cent")),
                ("buffer_units", models.PositiveIntegerField(default=2, verbose_name="units kept back")),
                ("is_on", models.BooleanField(default=True, verbose_name="on")),
                ("stops_sale", models.BooleanField(default=False, verbose_name="offers nothing for now")),
                (
                    "hook_token",
                    models.CharField(
                        default=orders.models.channel.new_token, editable=False, max_length=40, unique=True, verbose_name="push address"
                    ),
                ),
                ("created_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="created")),
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channel",
                        to="accounts.customer",
                        verbose_name="stands for its buyers",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="channels", to="stores.store", verbose_name="store"
                    ),
                ),
            ],
            options={
                "verbose_name": "channel",
                "verbose_name_plural": "channels",
                "ordering": ["code"],
                "permissions": [
                    ("work_channel", "Can work the exceptions of channels"),
                    ("map_channel", "Can map the goods of channels"),
                    ("import_channel", "Can import order lists of channels"),
                ],
                'constraints': [models.CheckConstraint(condition=models.Q(("share_percent__lte", 100)), name="channel_share_at_most_all")],
            },
        ),
        migrations.CreateModel(
            name="ChannelFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="number")),
                ("platform", models.CharField(max_length=40, verbose_name="kind of list")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("path", models.CharField(editable=False, max_length=300, verbose_name="stored under")),
                ("size_bytes", models.PositiveBigIntegerField(default=0, verbose_name="size")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="fingerprint")),
                ("encoding", models.CharField(blank=True, max_length=12, verbose_name="encoding")),
                ("columns", models.JSONField(default=dict, verbose_name="columns")),
                ("unknown_columns", models.JSONField(default=list, verbose_name="columns left out")),
                (
                    "state",
                    models.CharField(
                        choices=[("uploaded", "To be checked"), ("running", "Being imported"), ("done", "Imported"), ("failed", "Failed")],
                        default="uploaded",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("made", models.PositiveIntegerField(default=0, verbose_name="new orders")),
                ("skipped", models.PositiveIntegerField(default=0, verbose_name="known before")),
                ("failed", models.PositiveIntegerField(default=0, verbose_name="rows with errors")),
                ("amount_fen", microstore.core.money.FenField(default=0, verbose_name="total")),
                ("paid_fen", microstore.core.money.FenField(default=0, verbose_name="paid")),
                ("refund_fen", microstore.core.money.FenField(default=0, verbose_name="refunded")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="uploaded")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="orders.channel", verbose_name="channel"
                    ),
                ),
                (
                    "errors",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="rows with errors",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "order list",
                "verbose_name_plural": "order lists",
                "ordering": ["-id"],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="ChannelOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_id", models.CharField(max_length=64, verbose_name="order at the channel")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pulled", "Pulled"),
                            ("mapped", "Goods known"),
                            ("exception", "Needs a person"),
                            ("imported", "Order made"),
                            ("shipped_local", "Shipped here"),
                            ("tracking_pushed", "Waybill told"),
                            ("settled", "Settled"),
                            ("closed", "Closed"),
                            ("ignored", "Left out"),
                        ],
                        default="pulled",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "platform",
                    models.CharField(
                        choices=[
                            ("to_pay", "To be paid"),
                            ("paid_hold", "Paid, not yet to ship"),
                            ("to_ship", "To ship"),
                            ("partly_shipped", "Partly shipped"),
                            ("shipped", "Shipped"),
                            ("completed", "Completed"),
                            ("closed", "Closed"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="state at the channel",
                    ),
                ),
                ("platform_word", models.CharField(blank=True, max_length=40, verbose_name="the channel's own word")),
                (
                    "refund",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("asked", "Buyer asks for a refund"),
                            ("done", "Refunded"),
                            ("refused", "Refund refused"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="refund at the channel",
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unmapped", "Goods not mapped"),
                            ("oversold", "Not enough stock"),
                            ("address", "Address not understood"),
                            ("amount", "Amounts do not add up"),
                            ("status", "Unknown state at the channel"),
                            ("refund", "Refund wanted after packing"),
                            ("changed", "Changed after it was packed"),
                            ("cancelled_here", "Cancelled here, open there"),
                            ("other_waybill", "Another waybill at the channel"),
                            ("carrier", "Carrier unknown to the channel"),
                            ("broken", "Could not be read"),
                        ],
                        max_length=16,
                        verbose_name="what is wrong",
                    ),
                ),
                ("trouble_text", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                ("trouble_at", models.DateTimeField(blank=True, null=True, verbose_name="since")),
                ("placed_at", models.DateTimeField(verbose_name="placed")),
                ("paid_at", models.DateTimeField(blank=True, null=True, verbose_name="paid")),
                ("update_time", models.DateTimeField(verbose_name="last change at the channel")),
                ("goods_fen", microstore.core.money.FenField(default=0, verbose_name="goods")),
                ("freight_fen", microstore.core.money.FenField(default=0, verbose_name="freight")),
                ("discount_fen", microstore.core.money.FenField(default=0, verbose_name="discount")),
                ("amount_fen", microstore.core.money.FenField(verbose_name="total")),
                ("paid_fen", microstore.core.money.FenField(default=0, verbose_name="paid")),
                ("refund_fen", microstore.core.money.FenField(default=0, verbose_name="refunded")),
                ("province", models.CharField(blank=True, max_length=30, verbose_name="province")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note of the buyer")),
                ("receiver", models.JSONField(blank=True, default=dict, verbose_name="receiver")),
                ("receiver_hash", models.CharField(blank=True, max_length=64, verbose_name="fingerprint of the receiver")),
                ("raw", models.JSONField(blank=True, default=dict, verbose_name="as the channel sent it")),
                ("raw_hash", models.CharField(blank=True, max_length=64, verbose_name="fingerprint")),
                ("pulled_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="pulled")),
                ("imported_at", models.DateTimeField(blank=True, null=True, verbose_name="order made")),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="why it was closed or left out")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="orders.channel", verbose_name="channel"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="orders.channelfile",
                        verbose_name="file it came with",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channel_order",
                        to="orders.order",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "channel order",
                "verbose_name_plural": "channel orders",
                "ordering": ["-placed_at", "-id"],
                'indexes': [models.Index(fields=["-placed_at", "-id"], name="channel_order_newest"), models.Index(fields=["channel", "-placed_at", "-id"], name="channel_order_of_channel"), models.Index(fields=["state", "-placed_at", "-id"], name="channel_order_by_state"), models.Index(condition=models.Q(("trouble", ""), _negated=True), fields=["trouble_at"], name="channel_order_troubled"), models.Index(
                condition=models.Q(("state__in", ("pulled", "mapped", "exception"))), fields=["channel"], name="channel_order_open"
            )],
                'constraints': [models.UniqueConstraint(fields=("channel", "external_id"), name="one_row_per_channel_order"), models.CheckConstraint(
                condition=models.Q(
                    ("order__isnull", False),
                    models.Q(("state__in", ("imported", "shipped_local", "tracking_pushed", "settled")), _negated=True),
                    _connector="OR",
                ),
                name="imported_channel_order_has_order",
            ), models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gte", 0),
                    ("discount_fen__gte", 0),
                    ("paid_fen__gte", 0),
                    ("refund_fen__gte", 0),
                    ("refund_fen__lte", models.F("amount_fen")),
                ),
                name="channel_order_amounts_sound",
            )],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="ChannelLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                ("external_item", models.CharField(blank=True, max_length=64, verbose_name="item at the channel")),
                ("external_sku", models.CharField(blank=True, max_length=96, verbose_name="SKU at the channel")),
                ("merchant_code", models.CharField(blank=True, max_length=64, verbose_name="merchant code")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("units", models.PositiveIntegerField(default=1, verbose_name="units")),
                ("price_fen", microstore.core.money.FenField(default=0, verbose_name="unit price")),
                ("total_fen", microstore.core.money.FenField(default=0, verbose_name="line total")),
                (
                    "sku",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channel_lines",
                        to="catalog.sku",
                        verbose_name="our SKU",
                    ),
                ),
                (
                    "channel_order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="orders.channelorder",
                        verbose_name="channel order",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a channel order",
                "verbose_name_plural": "lines of channel orders",
                "ordering": ["channel_order_id", "position"],
                'indexes': [models.Index(condition=models.Q(("sku", None)), fields=["external_sku"], name="channel_line_unmapped")],
            },
        ),
        migrations.CreateModel(
            name="InboxItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_id", models.CharField(max_length=64, verbose_name="order at the channel")),
                ("update_time", models.DateTimeField(verbose_name="last change named")),
                ("read_time", models.DateTimeField(blank=True, null=True, verbose_name="change that was read")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                ("next_try_at", models.DateTimeField(blank=True, null=True, verbose_name="read next")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="inbox", to="orders.channel", verbose_name="channel"
                    ),
                ),
            ],
            options={
                "verbose_name": "order to read",
                "verbose_name_plural": "orders to read",
                'indexes': [models.Index(condition=models.Q(("next_try_at__isnull", False)), fields=["channel", "next_try_at"], name="inbox_due")],
                'constraints': [models.UniqueConstraint(fields=("channel", "external_id"), name="inbox_once_per_order")],
            },
        ),
        migrations.CreateModel(
            name="PushHint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=64, verbose_name="message")),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="kind")),
                ("external_id", models.CharField(blank=True, max_length=64, verbose_name="order at the channel")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="times received")),
                ("received_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="received")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hints", to="orders.channel", verbose_name="channel"
                    ),
                ),
            ],
            options={
                "verbose_name": "push of a channel",
                "verbose_name_plural": "pushes of channels",
                "ordering": ["-id"],
                'constraints': [models.UniqueConstraint(fields=("channel", "message_id"), name="push_counts_once")],
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("theirs_count", models.PositiveIntegerField(default=0, verbose_name="orders at the channel")),
                ("theirs_fen", microstore.core.money.FenField(default=0, verbose_name="amount at the channel")),
                ("ours_count", models.PositiveIntegerField(default=0, verbose_name="orders here")),
                ("ours_fen", microstore.core.money.FenField(default=0, verbose_name="amount here")),
                ("differences", models.JSONField(default=list, verbose_name="differences")),
                ("checked_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="compared")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reconciliations",
                        to="orders.channel",
                        verbose_name="channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "comparison with a channel",
                "verbose_name_plural": "comparisons with channels",
                "ordering": ["-day", "channel"],
                'constraints': [models.UniqueConstraint(fields=("channel", "day"), name="one_comparison_per_day")],
            },
        ),
        migrations.CreateModel(
            name="ShipPush",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("carrier", models.CharField(max_length=40, verbose_name="carrier")),
                ("waybill", models.CharField(max_length=40, verbose_name="waybill")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("done", "Told"), ("failed", "Failed")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("next_try_at", models.DateTimeField(blank=True, default=microstore.core.clock.now, null=True, verbose_name="tell next")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                ("pushed_at", models.DateTimeField(blank=True, null=True, verbose_name="told")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ship_pushes", to="orders.channel", verbose_name="channel"
                    ),
                ),
                (
                    "channel_order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ship_pushes",
                        to="orders.channelorder",
                        verbose_name="channel order",
                    ),
                ),
            ],
            options={
                "verbose_name": "waybill told to a channel",
                "verbose_name_plural": "waybills told to channels",
                "ordering": ["-id"],
                'indexes': [models.Index(condition=models.Q(("next_try_at__isnull", False)), fields=["next_try_at"], name="ship_push_due")],
                'constraints': [models.UniqueConstraint(fields=("channel_order", "waybill"), name="one_ship_push_per_waybill")],
            },
        ),
        migrations.CreateModel(
            name="SkuMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_item", models.CharField(blank=True, max_length=64, verbose_name="item at the channel")),
                ("external_sku", models.CharField(max_length=96, verbose_name="SKU at the channel")),
                ("merchant_code", models.CharField(blank=True, max_length=64, verbose_name="merchant code")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title at the channel")),
                ("is_automatic", models.BooleanField(default=False, verbose_name="found by merchant code")),
                ("mapped_at", models.DateTimeField(blank=True, null=True, verbose_name="mapped")),
                ("seen_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="first seen")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mappings", to="orders.channel", verbose_name="channel"
                    ),
                ),
                (
                    "mapped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mapped by",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channel_mappings",
                        to="catalog.sku",
                        verbose_name="our SKU",
                    ),
                ),
            ],
            options={
                "verbose_name": "mapping of a channel's SKU",
                "verbose_name_plural": "mappings of channels' SKUs",
                "ordering": ["-id"],
                'indexes': [models.Index(condition=models.Q(("sku", None)), fields=["channel"], name="mapping_missing")],
                'constraints': [models.UniqueConstraint(fields=("channel", "external_sku"), name="one_mapping_per_channel_sku")],
            },
        ),
        migrations.CreateModel(
            name="StockPush",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.PositiveIntegerField(verbose_name="units to offer")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("pushed_version", models.PositiveIntegerField(default=0, verbose_name="version told")),
                ("pushed", models.PositiveIntegerField(blank=True, null=True, verbose_name="units told")),
                ("next_try_at", models.DateTimeField(blank=True, null=True, verbose_name="tell next")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                ("pushed_at", models.DateTimeField(blank=True, null=True, verbose_name="told")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stock_pushes",
                        to="orders.channel",
                        verbose_name="channel",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.sku", verbose_name="SKU"),
                ),
            ],
            options={
                "verbose_name": "stock told to a channel",
                "verbose_name_plural": "stock told to channels",
                'indexes': [models.Index(condition=models.Q(("next_try_at__isnull", False)), fields=["next_try_at"], name="stock_push_due")],
                'constraints': [models.UniqueConstraint(fields=("channel", "sku"), name="one_stock_push_per_sku"), models.CheckConstraint(
                condition=models.Q(("pushed_version__lte", models.F("version"))), name="stock_push_versions_in_order"
            )],
            },
        ),
        migrations.CreateModel(
            name="SyncCursor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("resource", models.CharField(default="orders", max_length=20, verbose_name="resource")),
                ("synced_until", models.DateTimeField(verbose_name="read up to")),
                ("last_pull_at", models.DateTimeField(blank=True, null=True, verbose_name="last pull")),
                ("last_good_at", models.DateTimeField(blank=True, null=True, verbose_name="last pull without failure")),
                ("last_seen", models.PositiveIntegerField(default=0, verbose_name="orders seen in the last pull")),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cursors", to="orders.channel", verbose_name="channel"
                    ),
                ),
            ],
            options={
                "verbose_name": "place in a channel",
                "verbose_name_plural": "places in channels",
                'constraints': [models.UniqueConstraint(fields=("channel", "resource"), name="one_cursor_per_resource")],
            },
        ),
    ]
