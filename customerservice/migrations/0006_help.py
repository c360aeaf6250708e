import csv
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states
from microstore.core import clock

SHIPPED = Path(__file__).parents[1] / "data" / "help.csv"


def shipped(apps, schema_editor):
    """The questions that every shop begins with; people change them from then on."""
    Entry, Revision = apps.get_model("customerservice", "HelpEntry"), apps.get_model("customerservice", "HelpRevision")
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file), start=1):
            entry = Entry.objects.create(topic=row.pop("topic"), position=place * 10)
            entry.live = Revision.objects.create(entry=entry, number=1, state="published", published_at=clock.now(), **row)
            entry.save()


class Migration(migrations.Migration):

    dependencies = [
        ('customerservice', '0004_reviews'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('ordering', 'Ordering'), ('paying', 'Paying'), ('delivery', 'Parcels and delivery'), ('returning', 'Returning'), ('goods', 'Goods and health'), ('reviews', 'Reviews'), ('account', 'Account and privacy'), ('complaints', 'Complaints')], max_length=12, verbose_name='topic')),
                ('position', models.PositiveSmallIntegerField(default=50, verbose_name='place in the topic')),
            ],
            options={
                'verbose_name': 'question of the help centre',
                'verbose_name_plural': 'questions of the help centre',
                'ordering': ['topic', 'position', 'id'],
                'permissions': [('approve_helpentry', 'Approve questions of the help centre')],
                'default_permissions': ('view', 'add', 'change'),
                'indexes': [models.Index(fields=['topic', 'position', 'id'], name='help_in_order')],
            },
        ),
        migrations.CreateModel(
            name='HelpRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('question', models.CharField(max_length=80, verbose_name='question')),
                ('answer', models.TextField(max_length=1000, verbose_name='answer')),
                ('question_en', models.CharField(blank=True, max_length=160, verbose_name='question in English')),
                ('answer_en', models.TextField(blank=True, max_length=2000, verbose_name='answer in English')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waiting for approval'), ('published', 'Published'), ('past', 'No longer shown')], default='draft', max_length=10, verbose_name='state')),
                ('written_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='written')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='customerservice.helpentry', verbose_name='question of the help centre')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'version of a question',
                'verbose_name_plural': 'versions of a question',
                'ordering': ['-number'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'number'), name='help_version_once'),
                    models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('entry',), name='one_help_version_shown'),
                    models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted'])), fields=('entry',), name='one_help_version_open'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('published_at__isnull', False), models.Q(('published_by', models.F('written_by')), _negated=True)), _connector='OR'), name='help_published_by_another_person'),
                ],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.AddField(
            model_name='helpentry',
            name='live',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customerservice.helprevision', verbose_name='text that is shown'),
        ),
        migrations.RunPython(shipped, migrations.RunPython.noop),
    ]
