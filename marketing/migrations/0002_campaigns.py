import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import marketing.models.traffic
import microstore.core.clock
import microstore.core.money
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
        ("marketing", "0001_promotions"),
        ("stores", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_ca", "DROP SEQUENCE number_ca"),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="number")),
                (
                    "code",
                    models.SlugField(
                        help_text="The last part of the page's address: spring-health", max_length=40, unique=True, verbose_name="address"
                    ),
                ),
                ("name", models.CharField(help_text="Customers read it.", max_length=60, verbose_name="name")),
                ("aim", models.TextField(blank=True, max_length=500, verbose_name="aim")),
                ("goal_sales_fen", microstore.core.money.FenField(default=0, verbose_name="goal: sales")),
                ("goal_orders", models.PositiveIntegerField(default=0, verbose_name="goal: orders")),
                (
                    "goal_conversion",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        help_text="Of visitors who pay.",
                        max_digits=5,
                        verbose_name="goal: conversion, per cent",
                    ),
                ),
                ("goal_new_customers", models.PositiveIntegerField(default=0, verbose_name="goal: new customers")),
                (
                    "segment",
                    models.CharField(
                        choices=[("all", "All customers"), ("new", "New customers"), ("old", "Regular customers")],
                        default="all",
                        max_length=8,
                        verbose_name="for whom",
                    ),
                ),
                ("audience", models.TextField(blank=True, max_length=500, verbose_name="audience")),
                (
                    "content",
                    models.TextField(
                        blank=True, help_text="Customers read it. It is scanned.", max_length=1000, verbose_name="text of the page"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(help_text="From this moment on it no longer counts.", verbose_name="ends")),
                ("shows_teaser", models.BooleanField(default=True, verbose_name="page announces it before the start")),
                ("budget_fen", microstore.core.money.FenField(default=0, verbose_name="budget")),
                ("stock_plan", models.TextField(blank=True, max_length=500, verbose_name="stock")),
                ("risk", models.TextField(blank=True, max_length=500, verbose_name="risk")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Proposed"),
                            ("ops_review", "Operations decides"),
                            ("compliance_review", "Quality reads"),
                            ("approved", "Approved"),
                            ("rules_confirmed", "Rules confirmed"),
                            ("scheduled", "Scheduled"),
                            ("running", "Running"),
                            ("paused", "Paused"),
                            ("ended", "Ended"),
                            ("evaluated", "Evaluated"),
                            ("archived", "Archived"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("scan_level", models.CharField(default="pass", editable=False, max_length=8, verbose_name="scan")),
                ("hits", models.JSONField(default=list, editable=False, verbose_name="remarks of the scan")),
                ("approved_facts", models.JSONField(default=dict, editable=False, verbose_name="as approved")),
                ("drafted_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="drafted")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                ("rules_confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="rules confirmed")),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="started")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                (
                    "coupon_kinds",
                    models.ManyToManyField(
                        blank=True, related_name="campaigns", to="marketing.couponkind", verbose_name="kinds of coupons"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                ("products", models.ManyToManyField(blank=True, related_name="+", to="catalog.product", verbose_name="products shown")),
                (
                    "promotions",
                    models.ManyToManyField(blank=True, related_name="campaigns", to="marketing.promotion", verbose_name="promotions"),
                ),
                ("stores", models.ManyToManyField(related_name="campaigns", to="stores.store", verbose_name="stores")),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-starts_at", "-id"],
                "permissions": [
                    ("submit_campaign", "Can submit campaigns to operations"),
                    ("approve_campaign", "Can decide on campaigns"),
                    ("approve_large_campaign", "Can decide on campaigns with a large budget"),
                    ("read_campaign", "Can decide on the texts of campaigns"),
                    ("confirm_campaign", "Can confirm the rules of campaigns"),
                    ("override_campaign", "Can let campaigns deviate from the rules"),
                    ("run_campaign", "Can pause, resume and end campaigns"),
                    ("acknowledge_campaign", "Can acknowledge campaigns for the department"),
                    ("evaluate_campaign", "Can evaluate campaigns"),
                ],
                'indexes': [models.Index(fields=["-starts_at", "-id"], name="campaign_newest"), models.Index(fields=["state", "starts_at"], name="campaign_to_start"), models.Index(fields=["state", "ends_at"], name="campaign_to_end")],
                'constraints': [models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="campaign_window_is_forward"
            ), models.CheckConstraint(
                condition=models.Q(("budget_fen__gte", 0), ("goal_sales_fen__gte", 0)), name="campaign_amounts_not_negative"
            )],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="CampaignChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("diff", models.JSONField(verbose_name="before and after")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="changed")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a campaign",
                "verbose_name_plural": "changes of campaigns",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CampaignCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "department",
                    models.CharField(
                        choices=[
                            ("operations", "Operations centre"),
                            ("product", "Product management"),
                            ("marketing", "Marketing"),
                            ("sales", "Sales"),
                            ("service", "Customer service"),
                            ("warehouse", "Warehouse and logistics"),
                            ("finance", "Finance"),
                            ("quality", "Quality"),
                            ("hr", "Human resources"),
                            ("system", "System"),
                        ],
                        max_length=20,
                        verbose_name="department",
                    ),
                ),
                ("remark", models.CharField(max_length=500, verbose_name="what follows")),
                ("facts", models.JSONField(default=dict, verbose_name="numbers seen")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="checked")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="marketing.campaign", verbose_name="campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "daily check of a campaign",
                "verbose_name_plural": "daily checks of campaigns",
                "ordering": ["-day", "-pk"],
                'constraints': [models.UniqueConstraint(fields=("campaign", "day", "department"), name="campaign_checked_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="CampaignCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=60, verbose_name="purpose")),
                ("planned_fen", microstore.core.money.FenField(default=0, verbose_name="planned")),
                ("committed_fen", microstore.core.money.FenField(default=0, verbose_name="committed")),
                ("actual_fen", microstore.core.money.FenField(default=0, verbose_name="actual")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="marketing.campaign", verbose_name="campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "cost of a campaign",
                "verbose_name_plural": "costs of campaigns",
                "ordering": ["pk"],
                'constraints': [models.UniqueConstraint(fields=("campaign", "label"), name="campaign_cost_once"), models.CheckConstraint(
                condition=models.Q(("actual_fen__gte", 0), ("committed_fen__gte", 0), ("planned_fen__gte", 0)),
                name="campaign_cost_positive",
            )],
            },
        ),
        migrations.CreateModel(
            name="CampaignDepartment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "department",
                    models.CharField(
                        choices=[
                            ("operations", "Operations centre"),
                            ("product", "Product management"),
                            ("marketing", "Marketing"),
                            ("sales", "Sales"),
                            ("service", "Customer service"),
                            ("warehouse", "Warehouse and logistics"),
                            ("finance", "Finance"),
                            ("quality", "Quality"),
                            ("hr", "Human resources"),
                            ("system", "System"),
                        ],
                        max_length=20,
                        verbose_name="department",
                    ),
                ),
                ("announced_at", models.DateTimeField(null=True, verbose_name="announced")),
                ("chased_at", models.DateTimeField(null=True, verbose_name="reminded")),
                ("acknowledged_at", models.DateTimeField(null=True, verbose_name="acknowledged")),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="acknowledged by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departments",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answers for it",
                    ),
                ),
            ],
            options={
                "verbose_name": "department of a campaign",
                "verbose_name_plural": "departments of campaigns",
                "ordering": ["pk"],
                'indexes': [models.Index(
                condition=models.Q(("acknowledged_at", None), ("announced_at__isnull", False)),
                fields=["department"],
                name="campaign_to_acknowledge",
            )],
                'constraints': [models.UniqueConstraint(fields=("campaign", "department"), name="campaign_department_once")],
            },
        ),
        migrations.CreateModel(
            name="CampaignEvaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actual", models.JSONField(verbose_name="what came of it")),
                ("cost_fen", microstore.core.money.FenField(verbose_name="cost")),
                ("profit_fen", microstore.core.money.FenField(verbose_name="gross profit")),
                ("roi_percent", models.IntegerField(null=True, verbose_name="return, per cent")),
                ("worked", models.TextField(max_length=1000, verbose_name="what worked")),
                ("failed", models.TextField(max_length=1000, verbose_name="what did not")),
                ("lessons", models.TextField(max_length=1000, verbose_name="lessons")),
                ("feedback", models.TextField(max_length=1000, verbose_name="what customers and sales said")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="evaluated")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="evaluated by",
                    ),
                ),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation of a campaign",
                "verbose_name_plural": "evaluations of campaigns",
            },
        ),
        migrations.CreateModel(
            name="CampaignIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("problem", models.CharField(max_length=300, verbose_name="problem")),
                ("found_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="found")),
                ("solution", models.CharField(blank=True, max_length=300, verbose_name="solution")),
                ("solved_at", models.DateTimeField(null=True, verbose_name="solved")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="issues", to="marketing.campaign", verbose_name="campaign"
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="found by",
                    ),
                ),
                (
                    "solved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="solved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "problem of a campaign",
                "verbose_name_plural": "problems of campaigns",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="DailyTraffic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("views", models.PositiveIntegerField(default=0, verbose_name="views")),
                ("visitors", models.PositiveIntegerField(default=0, verbose_name="visitors")),
                ("carts", models.PositiveIntegerField(default=0, verbose_name="put into carts")),
                (
                    "views_by_hour",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=marketing.models.traffic.no_hours, size=None
                    ),
                ),
                (
                    "carts_by_hour",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=marketing.models.traffic.no_hours, size=None
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stores.store", verbose_name="store"
                    ),
                ),
            ],
            options={
                "verbose_name": "traffic of a day",
                "verbose_name_plural": "traffic by day",
                'indexes': [models.Index(condition=models.Q(("product__isnull", False)), fields=["product", "day"], name="traffic_of_product"), models.Index(condition=models.Q(("campaign__isnull", False)), fields=["campaign", "day"], name="traffic_of_campaign")],
                'constraints': [models.UniqueConstraint(
                fields=("day", "store", "product", "campaign"), name="traffic_once_a_day", nulls_distinct=False
            ), models.CheckConstraint(
                condition=models.Q(("product", None), ("campaign", None), _connector="OR"), name="traffic_of_product_or_campaign"
            )],
            },
        ),
        migrations.CreateModel(
            name="Deviation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("late_rules", "Rules confirmed too late"), ("unacknowledged", "Started without every acknowledgement")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="allowed")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="allowed by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deviations",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "deviation",
                "verbose_name_plural": "deviations",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MarketingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(unique=True, verbose_name="month")),
                ("customers", models.TextField(max_length=500, verbose_name="target customers")),
                ("channels", models.TextField(max_length=500, verbose_name="channels")),
                ("aim", models.TextField(blank=True, max_length=500, verbose_name="aim")),
                ("budget_fen", microstore.core.money.FenField(verbose_name="budget")),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("submitted", "Operations decides"), ("approved", "Approved")],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="drafted")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "marketing plan",
                "verbose_name_plural": "marketing plans",
                "ordering": ["-month"],
                "permissions": [("approve_marketingplan", "Can decide on marketing plans")],
                'constraints': [models.CheckConstraint(condition=models.Q(("month__day", 1)), name="plan_month_is_first_day"), models.CheckConstraint(condition=models.Q(("budget_fen__gte", 0)), name="plan_budget_not_negative")],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="PlanActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("festival", "Festival promotion"),
                            ("new_product", "New product"),
                            ("members", "For members only"),
                            ("content", "Content"),
                            ("advert", "Advertising"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="activity")),
                ("channel", models.CharField(max_length=60, verbose_name="channel")),
                ("starts_on", models.DateField(verbose_name="begins")),
                ("budget_fen", microstore.core.money.FenField(verbose_name="budget")),
                ("asks", models.CharField(blank=True, max_length=200, verbose_name="asked of operations and sales")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="activities",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="marketing.marketingplan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity of a plan",
                "verbose_name_plural": "activities of plans",
                "ordering": ["starts_on", "pk"],
                'constraints': [models.CheckConstraint(condition=models.Q(("budget_fen__gte", 0)), name="activity_budget_not_negative")],
            },
        ),
        migrations.CreateModel(
            name="RuleConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("sales", "Sales"), ("marketing", "Marketing")], max_length=12, verbose_name="side")),
                ("checked", models.JSONField(default=list, verbose_name="checked")),
                ("preflight", models.JSONField(default=list, verbose_name="what the system checked")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="confirmed")),
                ("is_valid", models.BooleanField(default=True, verbose_name="still counts")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="marketing.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of rules",
                "verbose_name_plural": "confirmations of rules",
                "ordering": ["pk"],
                'constraints': [models.UniqueConstraint(
                condition=models.Q(("is_valid", True)), fields=("campaign", "side"), name="rules_confirmed_once_per_side"
            )],
            },
        ),
        migrations.CreateModel(
            name="TrafficBatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("taken_at", models.DateTimeField(default=microstore.core.clock.now)),
                ("applied_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("counts", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "heap of counted visits",
                "verbose_name_plural": "heaps of counted visits",
                "indexes": [models.Index(condition=models.Q(("cleared_at", None)), fields=["taken_at"], name="traffic_batch_open")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deviation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="720d4f4dc242e852b1215c4dc9bffe75f369480c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a2362",
                    table="marketing_deviation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
