import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.money
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_store_range"),
        ("core", "0004_seals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_sp", "DROP SEQUENCE number_sp"),
        migrations.CreateModel(
            name='Competitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('platform', models.CharField(blank=True, help_text='Where it sells: Tmall, JD, a WeChat store …', max_length=60, verbose_name='platform')),
                ('url', models.URLField(blank=True, max_length=300, verbose_name='address')),
                ('strengths', models.CharField(blank=True, max_length=300, verbose_name='strengths and weaknesses')),
                ('is_active', models.BooleanField(default=True, verbose_name='watched')),
                ('created_at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'competitor',
                'verbose_name_plural': 'competitors',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CompetitorProduct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('spec', models.CharField(blank=True, max_length=80, verbose_name='specification')),
                ('url', models.URLField(blank=True, max_length=300, verbose_name='address')),
                ('is_active', models.BooleanField(default=True, verbose_name='watched')),
                ('first_seen_on', models.DateField(default=microstore.core.clock.today, verbose_name='first seen')),
                ('newest_fen', microstore.core.money.FenField(editable=False, null=True, verbose_name='newest price')),
                ('newest_on', models.DateField(editable=False, null=True, verbose_name='seen')),
                ('newest_promo', models.CharField(blank=True, editable=False, max_length=200, verbose_name='promotion')),
                ('before_fen', microstore.core.money.FenField(editable=False, null=True, verbose_name='price before')),
                ('competitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='catalog.competitor', verbose_name='competitor')),
                ('sku', models.ForeignKey(blank=True, help_text='The one it is compared with: the same contents, as far as there is one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rivals', to='catalog.sku', verbose_name='our pack size')),
            ],
            options={
                'verbose_name': "competitor's product",
                'verbose_name_plural': "competitors' products",
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='MarketSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='Its first day.', unique=True, verbose_name='month')),
                ('state', models.CharField(choices=[('open', 'Being written'), ('confirmed', 'Confirmed')], default='open', max_length=10, verbose_name='state')),
                ('opened_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='begun')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
                ('summary', models.TextField(blank=True, verbose_name='findings')),
                ('rows', models.JSONField(blank=True, default=list, verbose_name='observed')),
                ('strategy', models.TextField(blank=True, verbose_name='what we do differently')),
                ('strategy_at', models.DateTimeField(null=True, verbose_name='written')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('strategy_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'market survey',
                'verbose_name_plural': 'market surveys',
                'ordering': ['-month'],
                'permissions': [('confirm_marketsurvey', 'Can confirm the monthly market survey'), ('judge_market', 'Can write the strategy against competitors')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='PriceAlarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Waits for an answer'), ('answered', 'Answered'), ('closed', 'Gap gone')], default='open', max_length=10, verbose_name='state')),
                ('ours_fen', microstore.core.money.FenField(verbose_name='our price')),
                ('theirs_fen', microstore.core.money.FenField(verbose_name='their price')),
                ('per_cent', models.IntegerField(verbose_name='gap, per cent')),
                ('opened_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='noticed')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responsible')),
                ('rival', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.competitorproduct', verbose_name="competitor's product")),
                ('sku', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='price_alarms', to='catalog.sku', verbose_name='SKU')),
            ],
            options={
                'verbose_name': 'competitor price alarm',
                'verbose_name_plural': 'competitor price alarms',
                'ordering': ['-opened_at', '-id'],
                'permissions': [('answer_pricealarm', 'Can answer competitor price alarms')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='PriceObservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price_fen', microstore.core.money.FenField(verbose_name='price')),
                ('promo', models.CharField(blank=True, max_length=200, verbose_name='promotion')),
                ('seen_on', models.DateField(default=microstore.core.clock.today, verbose_name='seen on')),
                ('source', models.CharField(choices=[('page', 'Product page'), ('live', 'Live stream'), ('shop', 'Shop or counter'), ('customer', 'Told by a customer'), ('other', 'Other')], default='page', max_length=10, verbose_name='source')),
                ('url', models.URLField(blank=True, max_length=300, verbose_name='address')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='recorded')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='seen by')),
                ('rival', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='catalog.competitorproduct', verbose_name="competitor's product")),
                ('screenshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'price observation',
                'verbose_name_plural': 'price observations',
                'ordering': ['-seen_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='SelectionProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='number')),
                ('name', models.CharField(help_text='As on its certificate or pack.', max_length=120, verbose_name='name')),
                ('product_class', models.CharField(choices=[('health_food', 'Health food'), ('ordinary_food', 'Ordinary food'), ('special_medical', 'Food for special medical purposes'), ('infant_formula', 'Infant formula'), ('drug_otc_a', 'OTC drug, class A'), ('drug_otc_b', 'OTC drug, class B'), ('drug_rx', 'Prescription drug'), ('device_1', 'Medical device, class I'), ('device_2', 'Medical device, class II'), ('device_3', 'Medical device, class III'), ('cosmetic', 'Cosmetic'), ('disinfectant', 'Disinfectant'), ('general', 'General goods'), ('virtual', 'Virtual goods')], default='health_food', max_length=20, verbose_name='class of goods')),
                ('spec', models.CharField(max_length=80, verbose_name='specification')),
                ('approval_number', models.CharField(blank=True, max_length=40, verbose_name='approval number')),
                ('purchase_fen', microstore.core.money.FenField(verbose_name='purchase price')),
                ('planned_fen', microstore.core.money.FenField(verbose_name='planned price')),
                ('planned_on', models.DateField(verbose_name='planned listing')),
                ('state', models.CharField(choices=[('proposed', 'To be handed in'), ('in_review', 'In review'), ('deciding', 'With the director'), ('approved', 'Selected'), ('rejected', 'Not selected')], default='proposed', max_length=10, verbose_name='state')),
                ('facts', models.JSONField(blank=True, default=dict, editable=False, verbose_name='facts at the hand-in')),
                ('proposed_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='proposed')),
                ('handed_in_at', models.DateTimeField(null=True, verbose_name='handed in')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('decision_reason', models.CharField(blank=True, max_length=500, verbose_name='reason of the decision')),
                ('brand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.brand', verbose_name='brand')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.category', verbose_name='category')),
                ('product', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='catalog.product', verbose_name='product made from it')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('rival', models.ForeignKey(blank=True, help_text='What customers buy instead today.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.competitorproduct', verbose_name="competitor's product")),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='catalog.supplier', verbose_name='supplier')),
            ],
            options={
                'verbose_name': 'selection proposal',
                'verbose_name_plural': 'selection proposals',
                'ordering': ['-id'],
                'permissions': [('score_selectionproposal', 'Can score and hand in selection proposals'), ('vote_selectionproposal', 'Can vote on selection proposals'), ('decide_selectionproposal', 'Can decide disputed selection proposals')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='ProposalVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('department', models.CharField(choices=[('operations', 'Operations centre'), ('product', 'Product management'), ('marketing', 'Marketing'), ('sales', 'Sales'), ('service', 'Customer service'), ('warehouse', 'Warehouse and logistics'), ('finance', 'Finance'), ('quality', 'Quality'), ('hr', 'Human resources'), ('system', 'System')], max_length=12, verbose_name='department')),
                ('is_yes', models.BooleanField(verbose_name='for it')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='voted')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='catalog.selectionproposal', verbose_name='proposal')),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposalScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(choices=[('demand', 'Demand and potential'), ('quality', 'Quality record'), ('supplier', 'Supplier qualification'), ('margin', 'Margin')], max_length=10, verbose_name='criterion')),
                ('points', models.PositiveSmallIntegerField(verbose_name='points')),
                ('evidence', models.CharField(max_length=500, verbose_name='evidence')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='scored')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='catalog.selectionproposal', verbose_name='proposal')),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='competitorproduct',
            index=models.Index(fields=['-newest_on', '-id'], name='rival_newest'),
        ),
        migrations.AddConstraint(
            model_name='competitorproduct',
            constraint=models.UniqueConstraint(fields=('competitor', 'name', 'spec'), name='competitor_product_once'),
        ),
        migrations.AddIndex(
            model_name='pricealarm',
            index=models.Index(fields=['-opened_at', '-id'], name='price_alarm_newest'),
        ),
        migrations.AddIndex(
            model_name='pricealarm',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['owner'], name='price_alarm_waiting'),
        ),
        migrations.AddConstraint(
            model_name='pricealarm',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('sku',), name='one_open_price_alarm'),
        ),
        migrations.AddIndex(
            model_name='priceobservation',
            index=models.Index(fields=['rival', '-seen_on', '-id'], name='observation_history'),
        ),
        migrations.AddIndex(
            model_name='priceobservation',
            index=models.Index(fields=['-seen_on', '-id'], name='observation_newest'),
        ),
        migrations.AddConstraint(
            model_name='priceobservation',
            constraint=models.CheckConstraint(condition=models.Q(('price_fen__gt', 0)), name='observed_price_positive'),
        ),
        migrations.AddIndex(
            model_name='selectionproposal',
            index=models.Index(fields=['state', '-id'], name='proposal_by_state'),
        ),
        migrations.AddIndex(
            model_name='selectionproposal',
            index=models.Index(fields=['decided_at'], name='proposal_decided'),
        ),
        migrations.AddConstraint(
            model_name='selectionproposal',
            constraint=models.CheckConstraint(condition=models.Q(('planned_fen__gt', 0), ('purchase_fen__gt', 0)), name='proposal_prices_positive'),
        ),
        migrations.AddConstraint(
            model_name='proposalvote',
            constraint=models.UniqueConstraint(fields=('proposal', 'department'), name='department_votes_once'),
        ),
        migrations.AddConstraint(
            model_name='proposalscore',
            constraint=models.UniqueConstraint(fields=('proposal', 'criterion'), name='criterion_scored_once'),
        ),
        migrations.AddConstraint(
            model_name='proposalscore',
            constraint=models.CheckConstraint(condition=models.Q(('points__gte', 1), ('points__lte', 5)), name='points_from_1_to_5'),
        ),
    ]
