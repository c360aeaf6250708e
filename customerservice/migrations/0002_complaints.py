import django.db.models.deletion
import microstore.core.clock
import microstore.core.money
import microstore.core.states
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('catalog', '0001_initial'),
        ('core', '0001_initial'),
        ('customerservice', '0001_conversations'),
        ('inventory', '0001_initial'),
        ('orders', '0001_initial'),
        ('stores', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL('CREATE SEQUENCE number_cp', 'DROP SEQUENCE number_cp'),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='number')),
                ('contact_name', models.CharField(blank=True, max_length=40, verbose_name='name')),
                ('contact_phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('channel', models.CharField(choices=[('web', 'Shop page'), ('chat', 'Conversation'), ('phone', 'Telephone'), ('other', 'Other way')], default='web', max_length=10, verbose_name='channel')),
                ('category', models.CharField(choices=[('discomfort', 'Unwell after taking it'), ('quality', 'Quality of the product'), ('claim', 'Not as described'), ('goods', 'Wrong, missing or broken goods'), ('delivery', 'Parcel and delivery'), ('price', 'Price, coupon or refund'), ('service', 'How I was served'), ('other', 'Something else')], max_length=20, verbose_name='what it is about')),
                ('severity', models.CharField(choices=[('p0', 'P0 safety'), ('p1', 'P1 grave'), ('p2', 'P2 ordinary'), ('p3', 'P3 slight')], default='p3', max_length=2, verbose_name='severity')),
                ('text', models.TextField(max_length=2000, verbose_name='what happened')),
                ('wish', models.CharField(blank=True, max_length=300, verbose_name='what the customer wishes')),
                ('pictures', models.JSONField(blank=True, default=list, verbose_name='pictures')),
                ('conversation_number', models.CharField(blank=True, max_length=24, verbose_name='conversation')),
                ('state', models.CharField(choices=[('received', 'Lodged'), ('acknowledged', 'Taken up'), ('investigating', 'Being looked into'), ('solution_offered', 'Solution offered'), ('refused', 'Solution refused'), ('escalated', 'Escalated'), ('accepted', 'Solution accepted'), ('implementing', 'Being carried out'), ('resolved', 'Resolved'), ('satisfaction_check', 'Asked whether satisfied'), ('closed', 'Closed'), ('reopened', 'Opened again'), ('withdrawn', 'Withdrawn'), ('merged', 'Joined with another')], default='received', max_length=20, verbose_name='state')),
                ('level', models.PositiveSmallIntegerField(default=0, verbose_name='escalation level')),
                ('hold', models.CharField(choices=[('none', 'Not proposed'), ('proposed', 'Hold proposed'), ('held', 'Batch on hold'), ('declined', 'No hold needed')], default='none', max_length=10, verbose_name='hold of the batch')),
                ('paused_for', models.CharField(blank=True, max_length=200, verbose_name='resolution rests because')),
                ('next_due_at', models.DateTimeField(blank=True, null=True, verbose_name='due next')),
                ('received_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='received')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='resolved')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('implementation', models.CharField(blank=True, max_length=500, verbose_name='what was carried out')),
                ('satisfaction', models.CharField(blank=True, choices=[('satisfied', 'Satisfied'), ('not_satisfied', 'Not satisfied'), ('no_answer', 'Not reached')], max_length=14, verbose_name='satisfaction')),
                ('cause', models.CharField(blank=True, choices=[('product_quality', 'Quality of the product'), ('packaging', 'Packaging'), ('storage', 'Storage'), ('near_date', 'Near its date'), ('picking', 'Picked or packed wrongly'), ('carrier_damage', 'Damaged on the way'), ('carrier_delay', 'Late or lost on the way'), ('description', 'Page says something else'), ('price', 'Price or promotion'), ('refund_slow', 'Refund took too long'), ('attitude', 'Manner of service'), ('knowledge', 'Wrong advice'), ('intolerance', 'Individual intolerance'), ('misuse', 'Taken or stored in another way than described'), ('unfounded', 'Nothing found'), ('other', 'Other')], max_length=24, verbose_name='cause')),
                ('cause_note', models.CharField(blank=True, max_length=500, verbose_name='how it came about')),
                ('no_measure_because', models.CharField(blank=True, max_length=300, verbose_name='no measure, because')),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='inventory.batch', verbose_name='batch')),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='accounts.customer', verbose_name='customer')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='customerservice.complaint', verbose_name='joined with')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='orders.order', verbose_name='order')),
                ('order_line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='orders.orderline', verbose_name='order line')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to=settings.AUTH_USER_MODEL, verbose_name='handled by')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='catalog.product', verbose_name='product')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='stores.store', verbose_name='store')),
                ('watchers', models.ManyToManyField(blank=True, related_name='watched_complaints', to=settings.AUTH_USER_MODEL, verbose_name='watchers')),
            ],
            options={
                'verbose_name': 'complaint',
                'verbose_name_plural': 'complaints',
                'ordering': ['-received_at', '-id'],
                'permissions': [('handle_complaint', 'Can handle complaints'), ('lead_complaint', 'Can direct complaints: hand over, join, lower the severity'), ('approve_compensation', 'Can approve compensation above the limit'), ('reveal_complaint', 'Can see the contact of complaints in full')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('acknowledge', 'First contact'), ('solution', 'Solution'), ('resolution', 'Resolved for good')], max_length=12, verbose_name='clock')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('owner_name', models.CharField(blank=True, max_length=80, verbose_name='handled by')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='noted')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='customerservice.complaint', verbose_name='complaint')),
            ],
            options={
                'verbose_name': 'broken promise',
                'verbose_name_plural': 'broken promises',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ComplaintClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('acknowledge', 'First contact'), ('solution', 'Solution'), ('resolution', 'Resolved for good')], max_length=12, verbose_name='clock')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('met_at', models.DateTimeField(blank=True, null=True, verbose_name='met')),
                ('stopped_at', models.DateTimeField(blank=True, null=True, verbose_name='stopped')),
                ('paused_at', models.DateTimeField(blank=True, null=True, verbose_name='resting since')),
                ('pauses', models.JSONField(blank=True, default=list, verbose_name='pauses')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clocks', to='customerservice.complaint', verbose_name='complaint')),
            ],
            options={
                'verbose_name': 'clock',
                'verbose_name_plural': 'clocks',
                'ordering': ['complaint_id', 'started_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='share of the time')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='at')),
                ('told', models.JSONField(default=list, verbose_name='told')),
                ('clock', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='customerservice.complaintclock', verbose_name='clock')),
            ],
            options={
                'verbose_name': 'escalation',
                'verbose_name_plural': 'escalations',
                'ordering': ['clock_id', 'percent'],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(max_length=60, verbose_name='kind of subject')),
                ('subject_id', models.BigIntegerField(verbose_name='subject')),
                ('subject_label', models.CharField(max_length=100, verbose_name='about')),
                ('department', models.CharField(choices=[('operations', 'Operations centre'), ('product', 'Product management'), ('marketing', 'Marketing'), ('sales', 'Sales'), ('service', 'Customer service'), ('warehouse', 'Warehouse and logistics'), ('finance', 'Finance'), ('quality', 'Quality'), ('hr', 'Human resources'), ('system', 'System')], max_length=20, verbose_name='department asked')),
                ('question', models.TextField(max_length=1000, verbose_name='question')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('answered', 'Answered')], default='asked', max_length=10, verbose_name='state')),
                ('answer_text', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'question to a department',
                'verbose_name_plural': 'questions to departments',
                'ordering': ['due_at', 'pk'],
                'permissions': [('answer_inquiry', "Can answer questions to one's department")],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='measure')),
                ('due_on', models.DateField(verbose_name='due')),
                ('decided_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='decided')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('done_note', models.CharField(blank=True, max_length=500, verbose_name='what was done')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='customerservice.complaint', verbose_name='complaint')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'measure',
                'verbose_name_plural': 'measures',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Solution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('refund', 'Refund'), ('replacement', 'Replacement'), ('apology', 'Apology and explanation'), ('coupon', 'Coupon afterwards'), ('other', 'Something else')], max_length=12, verbose_name='kind')),
                ('text', models.TextField(max_length=1000, verbose_name='what we offer')),
                ('amount_fen', microstore.core.money.FenField(default=0, verbose_name='amount')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for approval'), ('offered', 'Offered'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('declined', 'Not approved')], default='offered', max_length=10, verbose_name='state')),
                ('made_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='made')),
                ('offered_at', models.DateTimeField(blank=True, null=True, verbose_name='offered')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='solutions', to='customerservice.complaint', verbose_name='complaint')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='offered by')),
            ],
            options={
                'verbose_name': 'solution',
                'verbose_name_plural': 'solutions',
                'ordering': ['complaint_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
                ('expires_at', models.DateTimeField(verbose_name='link good until')),
                ('call_at', models.DateTimeField(verbose_name='to be called from')),
                ('result', models.CharField(blank=True, choices=[('satisfied', 'Satisfied'), ('not_satisfied', 'Not satisfied'), ('no_answer', 'Not reached')], max_length=14, verbose_name='satisfaction')),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='reasons')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='in their words')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='surveys', to='customerservice.complaint', verbose_name='complaint')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'satisfaction survey',
                'verbose_name_plural': 'satisfaction surveys',
                'ordering': ['complaint_id', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('state__in', ('received', 'acknowledged', 'investigating', 'refused', 'escalated', 'reopened', 'solution_offered', 'accepted', 'implementing', 'resolved', 'satisfaction_check'))), fields=['next_due_at', 'id'], name='complaint_by_time_left'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['-received_at', '-id'], name='complaint_newest'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['store', '-received_at', '-id'], name='complaint_store_newest'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['customer', '-received_at'], name='complaint_of_customer'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('cause', ''), _negated=True), fields=['cause', '-closed_at'], name='complaint_by_cause'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(models.Q(('satisfaction', ''), _negated=True), models.Q(('cause', ''), _negated=True)), _connector='OR'), name='closed_complaint_has_satisfaction_and_cause'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'merged'), ('merged_into', None), _connector='OR'), name='only_merged_complaints_point_on'),
        ),
        migrations.AddIndex(
            model_name='breach',
            index=models.Index(fields=['-at', '-id'], name='breach_newest'),
        ),
        migrations.AddConstraint(
            model_name='breach',
            constraint=models.UniqueConstraint(fields=('complaint', 'kind', 'round'), name='one_breach_per_promise'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b654c4a2806852e5775e08131553b63f68fa4d7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_83506', table='customerservice_breach', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='complaintclock',
            index=models.Index(condition=models.Q(('met_at', None), ('stopped_at', None)), fields=['started_at'], name='complaint_clock_running'),
        ),
        migrations.AddConstraint(
            model_name='complaintclock',
            constraint=models.UniqueConstraint(fields=('complaint', 'kind', 'round'), name='one_complaint_clock_per_round'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('clock', 'percent'), name='one_escalation_per_level'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['department', 'due_at', 'id'], name='inquiry_waiting'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['subject_type', 'subject_id'], name='inquiry_by_subject'),
        ),
        migrations.AddIndex(
            model_name='measure',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['due_on', 'id'], name='measure_open'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'offered'))), fields=('complaint',), name='one_open_solution'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gte', 0)), name='solution_amount_not_negative'),
        ),
        migrations.AddIndex(
            model_name='survey',
            index=models.Index(condition=models.Q(('answered_at', None)), fields=['call_at'], name='survey_to_call'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('complaint',), name='one_open_survey'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at', None), models.Q(('result', ''), _negated=True), _connector='OR'), name='answered_survey_has_result'),
        ),
    ]
