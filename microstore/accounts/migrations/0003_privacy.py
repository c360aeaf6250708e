import django.db.models.deletion
import microstore.core.clock
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_two_steps'),
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL('CREATE SEQUENCE number_pv', 'DROP SEQUENCE number_pv'),
        migrations.AddField(
            model_name='customer',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed'),
        ),
        migrations.AlterField(
            model_name='signincode',
            name='purpose',
            field=models.CharField(choices=[('sign_in', 'Sign in'), ('checkout', 'Checkout'), ('privacy', 'Proof of the own phone')], max_length=20, verbose_name='purpose'),
        ),
        migrations.CreateModel(
            name='PrivacyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='number')),
                ('kind', models.CharField(choices=[('export', 'Copy of the own data'), ('correction', 'Correction'), ('closing', 'Closing of the account')], max_length=12, verbose_name='wish')),
                ('state', models.CharField(choices=[('asked', 'Being worked on'), ('ready', 'Ready to be fetched'), ('keeping', 'Closed, records kept by law'), ('done', 'Done'), ('withdrawn', 'Taken back'), ('refused', 'Refused')], default='asked', max_length=12, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
                ('due_at', models.DateTimeField(verbose_name='to be answered by')),
                ('next_at', models.DateTimeField(blank=True, null=True, verbose_name='next step')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('identity', models.CharField(blank=True, max_length=200, verbose_name='how the person was recognised')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='what is wanted')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('trouble', models.CharField(blank=True, max_length=300, verbose_name='in the way')),
                ('parts', models.JSONField(blank=True, default=dict, verbose_name='erased')),
                ('fetched', models.PositiveIntegerField(default=0, verbose_name='times fetched')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken in by')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='privacy_requests', to='accounts.customer', verbose_name='customer')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.storedfile', verbose_name='file')),
            ],
            options={
                'verbose_name': 'privacy request',
                'verbose_name_plural': 'privacy requests',
                'ordering': ['-asked_at', '-id'],
                'permissions': [('handle_privacyrequest', 'Handle privacy requests'), ('view_reveals', 'See who looked at personal data')],
                'indexes': [models.Index(fields=['-asked_at', '-id'], name='privacy_newest'), models.Index(condition=models.Q(('state', 'asked')), fields=['due_at'], name='privacy_open'), models.Index(condition=models.Q(('state__in', ('asked', 'keeping'))), fields=['next_at'], name='privacy_next')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('customer', 'kind'), name='one_open_privacy_request_each'), models.CheckConstraint(condition=models.Q(('by', None), models.Q(('identity', ''), _negated=True), _connector='OR'), name='privacy_by_staff_names_the_proof')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
    ]
