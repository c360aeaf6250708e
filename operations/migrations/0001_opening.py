import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states


class Migration(migrations.Migration):
    initial = True
    dependencies = [("stores", "0002_opening"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('research', 'Market research'), ('positioning', 'Positioning'), ('plan', 'Development plan'), ('submitted', 'Plan before the director'), ('approved', 'Plan approved'), ('building', 'Being built'), ('acceptance', 'In acceptance'), ('open', 'Open for customers'), ('given_up', 'Given up')], default='research', editable=False, max_length=12, verbose_name='state')),
                ('begun_at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='begun')),
                ('planned_for', models.DateField(blank=True, null=True, verbose_name='planned opening day')),
                ('customers', models.TextField(blank=True, max_length=4000, verbose_name='target customers')),
                ('competitors', models.TextField(blank=True, max_length=4000, verbose_name='competitors')),
                ('trends', models.TextField(blank=True, max_length=4000, verbose_name='market trends')),
                ('positioning', models.TextField(blank=True, max_length=4000, verbose_name='positioning')),
                ('plan', models.TextField(blank=True, max_length=8000, verbose_name='development plan')),
                ('researched_at', models.DateTimeField(editable=False, null=True)),
                ('positioned_at', models.DateTimeField(editable=False, null=True)),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='plan approved')),
                ('built_at', models.DateTimeField(editable=False, null=True)),
                ('accepting_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='leads the opening')),
                ('store', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opening', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'store opening',
                'verbose_name_plural': 'store openings',
                'ordering': ['-begun_at', '-pk'],
                'permissions': [('approve_opening', 'Approve the plan of a store'), ('accept_opening', 'Tick the acceptance of a store')],
                'indexes': [models.Index(fields=['state', '-begun_at', '-id'], name='opening_by_state')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, editable=False)),
                ('opened', models.PositiveIntegerField(verbose_name='links opened')),
                ('broken', models.JSONField(default=list, verbose_name='broken')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='link_checks', to='operations.opening', verbose_name='store opening')),
            ],
            options={
                'verbose_name': 'check of links',
                'verbose_name_plural': 'checks of links',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['opening', '-at'], name='linkcheck_latest')],
            },
        ),
        migrations.CreateModel(
            name='AcceptanceTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(choices=[('pages', 'Pages are professional, easy to use and fit the positioning'), ('data', 'Product management confirms the product data'), ('words', 'Marketing confirms the words'), ('service', 'Customer service and warehouse are ready for this store')], max_length=12, verbose_name='item')),
                ('note', models.CharField(max_length=300, verbose_name='what was looked at')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='operations.opening', verbose_name='store opening')),
            ],
            options={
                'verbose_name': 'tick of the acceptance',
                'verbose_name_plural': 'ticks of the acceptance',
                'constraints': [models.UniqueConstraint(fields=('opening', 'item'), name='acceptancetick_once')],
            },
        ),
        migrations.CreateModel(
            name='StoreGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('quarter', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='quarter')),
                ('sales_fen', models.PositiveBigIntegerField(verbose_name='sales')),
                ('orders', models.PositiveIntegerField(verbose_name='orders')),
                ('set_at', models.DateTimeField(default=microstore.core.clock.now, editable=False)),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'goal of a store',
                'verbose_name_plural': 'goals of stores',
                'ordering': ['-year', models.OrderBy(models.F('quarter'), nulls_first=True)],
                'constraints': [models.UniqueConstraint(fields=('store', 'year', 'quarter'), name='storegoal_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('quarter', None), ('quarter__range', (1, 4)), _connector='OR'), name='storegoal_quarter')],
            },
        ),
        migrations.CreateModel(
            name='StrategyDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('market_fact', models.TextField(max_length=2000, verbose_name='what changed in the market')),
                ('decision', models.TextField(max_length=2000, verbose_name='what is decided')),
                ('review_on', models.DateField(verbose_name='looked at again on')),
                ('decided_at', models.DateTimeField(default=microstore.core.clock.now, editable=False)),
                ('outcome', models.TextField(blank=True, max_length=2000, verbose_name='what came of it')),
                ('reviewed_at', models.DateTimeField(editable=False, null=True)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('reviewed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked at by')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'strategy decision',
                'verbose_name_plural': 'strategy decisions',
                'ordering': ['-decided_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('reviewed_at', None)), fields=['review_on'], name='decision_to_review')],
            },
        ),
    ]
