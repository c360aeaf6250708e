import django.db.models.deletion
import microstore.core.clock
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_seals"),
        ("operations", "0001_opening"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='checked at')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signed at')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
            ],
            options={
                'verbose_name': 'system check',
                'verbose_name_plural': 'system checks',
                'ordering': ['-at', '-id'],
                'permissions': [('sign_checkround', 'Run and sign the daily system check')],
                'indexes': [models.Index(fields=['-at'], name='check_round_newest')],
            },
        ),
        migrations.CreateModel(
            name='DutyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(max_length=12, verbose_name='clause')),
                ('post', models.CharField(choices=[('director', 'Operations director'), ('operations', 'Operations supervisor'), ('maintainer', 'System maintainer'), ('product_manager', 'Product manager'), ('listing', 'Listing specialist'), ('purchasing', 'Purchaser'), ('marketing_manager', 'Marketing manager'), ('marketing', 'Marketing specialist'), ('designer', 'Designer'), ('sales', 'Salesperson'), ('service_lead', 'Customer service supervisor'), ('service', 'Customer service agent'), ('warehouse_lead', 'Warehouse supervisor'), ('shipper', 'Dispatcher'), ('logistics', 'Logistics specialist'), ('finance', 'Accountant'), ('quality', 'Quality officer'), ('hr', 'HR officer'), ('partner', 'Authorised store staff'), ('administrator', 'Administrator')], max_length=40, verbose_name='post')),
                ('department', models.CharField(choices=[('operations', 'Operations centre'), ('product', 'Product management'), ('marketing', 'Marketing'), ('sales', 'Sales'), ('service', 'Customer service'), ('warehouse', 'Warehouse and logistics'), ('finance', 'Finance'), ('quality', 'Quality'), ('hr', 'Human resources'), ('system', 'System')], max_length=40, verbose_name='department')),
                ('cadence', models.CharField(choices=[('daily', 'Daily'), ('weekly', 'Weekly'), ('monthly', 'Monthly'), ('quarterly', 'Quarterly'), ('yearly', 'Yearly')], max_length=12, verbose_name='how often')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='until')),
                ('falls_due_at', models.DateTimeField(verbose_name='falls due')),
                ('due_at', models.DateTimeField(verbose_name='owed by')),
                ('overdue_at', models.DateTimeField(verbose_name='overdue from')),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('due', 'Due'), ('done', 'Done'), ('verified', 'Verified'), ('overdue', 'Overdue'), ('escalated', 'Escalated'), ('waived', 'Waived')], default='scheduled', max_length=12, verbose_name='state')),
                ('evidence', models.JSONField(blank=True, default=dict, verbose_name='evidence')),
                ('looked_at', models.DateTimeField(blank=True, null=True, verbose_name='evidence of')),
                ('missed', models.PositiveIntegerField(default=0, verbose_name='missed')),
                ('was_late', models.BooleanField(default=False, verbose_name='lapsed once')),
                ('how', models.CharField(blank=True, choices=[('auto', 'by the facts'), ('manual', 'by hand')], max_length=8, verbose_name='confirmed')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='verified at')),
                ('escalated_at', models.DateTimeField(blank=True, null=True, verbose_name='escalated at')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='done by')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='proof')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
            ],
            options={
                'verbose_name': 'duty',
                'verbose_name_plural': 'duties',
                'ordering': ['-due_at', '-id'],
                'permissions': [('view_every_duty', 'See the duties of all departments'), ('verify_duty', 'Verify duties of the own department'), ('waive_duty', 'Waive duties with a reason'), ('open_morning', "Open the director's morning")],
                'indexes': [models.Index(condition=models.Q(('state__in', ('scheduled', 'due', 'overdue', 'escalated'))), fields=['due_at'], name='duty_open'), models.Index(fields=['department', '-due_at', '-id'], name='duty_department'), models.Index(fields=['last', 'first'], name='duty_period')],
                'constraints': [models.UniqueConstraint(fields=('duty', 'first', 'person'), name='duty_once_per_period', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='duty_period_in_order'), models.CheckConstraint(condition=models.Q(('done_by', None), ('verified_by', None), models.Q(('verified_by', models.F('done_by')), _negated=True), _connector='OR'), name='nobody_verifies_their_own_duty'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('done', 'verified')), _negated=True), ('done_at__isnull', False), _connector='OR'), name='done_duty_has_a_time')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='SystemCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='check')),
                ('verdict', models.CharField(choices=[('good', 'Good'), ('doubtful', 'Look at it'), ('bad', 'Broken')], max_length=10, verbose_name='verdict')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='what was seen')),
                ('milliseconds', models.PositiveIntegerField(default=0, verbose_name='milliseconds')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='operations.checkround', verbose_name='round')),
            ],
            options={
                'verbose_name': 'check',
                'verbose_name_plural': 'checks',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('round', 'code'), name='check_once_per_round')],
            },
        ),
    ]
