import django.db.models.deletion
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Rereading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules_version', models.CharField(max_length=16, verbose_name='rule set')),
                ('source', models.CharField(max_length=40, verbose_name='kind of place')),
                ('last_id', models.BigIntegerField(default=0, verbose_name='read up to')),
                ('seen', models.PositiveIntegerField(default=0, verbose_name='rows looked at')),
                ('read', models.PositiveIntegerField(default=0, verbose_name='read anew')),
                ('stopped', models.PositiveIntegerField(default=0, verbose_name='newly blocked')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'reading of what is live',
                'verbose_name_plural': 'readings of what is live',
                'ordering': ['-started_at', 'source'],
                'constraints': [models.UniqueConstraint(fields=('rules_version', 'source'), name='one_rereading_per_rules_and_source')],
            },
        ),
        migrations.CreateModel(
            name='ScanRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40, verbose_name='kind of place')),
                ('subject_id', models.BigIntegerField(verbose_name='row')),
                ('kind', models.CharField(max_length=12, verbose_name='kind of text')),
                ('texts', models.JSONField(default=dict, verbose_name='texts')),
                ('text_hash', models.CharField(max_length=64, verbose_name='hash of the texts')),
                ('fingerprint', models.CharField(editable=False, max_length=64)),
                ('rules_version', models.CharField(max_length=16, verbose_name='rule set')),
                ('level', models.CharField(choices=[('pass', 'Clean'), ('review', 'Needs evidence'), ('warn', 'Needs a reason'), ('block', 'Blocked')], max_length=8, verbose_name='verdict')),
                ('hits', models.JSONField(default=list, verbose_name='hits')),
                ('at', models.DateTimeField(verbose_name='scanned at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='read for')),
            ],
            options={
                'verbose_name': 'text scan',
                'verbose_name_plural': 'text scans',
                'ordering': ['-at', '-id'],
                'permissions': [('scan_text', 'Can have texts scanned while writing')],
                'constraints': [models.UniqueConstraint(fields=('source', 'subject_id', 'fingerprint', 'rules_version'), name='scan_once_per_text_and_rules')],
            },
        ),
        migrations.CreateModel(
            name='StoppedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40, verbose_name='kind of place')),
                ('subject_id', models.BigIntegerField(verbose_name='row')),
                ('title', models.CharField(max_length=160, verbose_name='where it stands')),
                ('words', models.CharField(max_length=300, verbose_name='words')),
                ('deed', models.CharField(blank=True, max_length=300, verbose_name='done by itself')),
                ('state', models.CharField(choices=[('open', 'To be mended'), ('mended', 'Mended')], default='open', editable=False, max_length=8, verbose_name='state')),
                ('found_at', models.DateTimeField(verbose_name='found')),
                ('mended_at', models.DateTimeField(null=True, verbose_name='mended')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='compliance.scanrecord', verbose_name='text scan')),
            ],
            options={
                'verbose_name': 'blocked text',
                'verbose_name_plural': 'blocked texts',
                'ordering': ['-found_at', '-id'],
                'indexes': [models.Index(fields=['-found_at', '-id'], name='stopped_newest_first')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('source', 'subject_id'), name='one_open_stop_per_place')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40, verbose_name='kind of place')),
                ('subject_id', models.BigIntegerField(verbose_name='row')),
                ('text', models.CharField(max_length=300, verbose_name='exact text')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('until', models.DateField(verbose_name='until')),
                ('at', models.DateTimeField(verbose_name='granted')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granted by')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
            ],
            options={
                'verbose_name': 'exemption',
                'verbose_name_plural': 'exemptions',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('source', 'subject_id', 'text'), name='one_open_exemption_per_text')],
            },
        ),
    ]
