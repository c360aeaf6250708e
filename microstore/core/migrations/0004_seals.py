import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_norms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('up_to', models.BigIntegerField(unique=True, verbose_name='last event')),
                ('asked_at', models.DateTimeField(verbose_name='begun')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='events')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='digest')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed')),
            ],
            options={
                'verbose_name': 'seal',
                'verbose_name_plural': 'seals',
                'ordering': ['up_to'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('digest', '')), fields=('digest',), name='one_open_seal')],
            },
        ),
        migrations.AlterModelOptions(
            name='run',
            options={'permissions': [('start_run', 'Start a periodic task by hand')], 'verbose_name': 'run of a periodic task', 'verbose_name_plural': 'runs of periodic tasks'},
        ),
        migrations.AddField(
            model_name='run',
            name='succeeded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['-at', '-id'], name='event_by_time'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('by__isnull', False)), fields=['by', '-at'], name='event_by_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='no_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='faf7acd3a4e4fb257520862daa82340e71c7bb35', operation='DELETE', pgid='pgtrigger_no_deletion_ca79d', table='core_seal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='closed_for_good', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."digest" > \'\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='45dacb3cb5e20df1d8b9482defe4c6e7631a11b2', operation='UPDATE', pgid='pgtrigger_closed_for_good_33ba9', table='core_seal', when='BEFORE')),
        ),
    ]
