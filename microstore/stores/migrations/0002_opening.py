from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models

import microstore.core.clock
from microstore.core import clock


def _last_day(papers, today):
    last = today - timedelta(days=1)
    while True:
        reaching = [
            until for begin, until in papers
            if (begin is None or begin <= last + timedelta(days=1)) and (until is None or until > last)
        ]  # fmt: skip
        if not reaching:
            return last
        if None in reaching:
            return None
        last = max(reaching)


def write_ends(apps, schema_editor):
    """Stores that stood before: until which day their papers hold, and whether it was a paper that stopped them."""
    Store, Licence = apps.get_model("stores", "Store"), apps.get_model("stores", "Licence")
    today = clock.today()
    for store in Store.objects.filter(state__in=("open", "suspended")):
        kinds = ("business", "food") if store.kind == "official" else ("business", "food", "authorisation")
        ends = [
            _last_day(list(Licence.objects.filter(store=store, kind=kind).values_list("valid_from", "valid_until")), today)
            for kind in kinds
        ]  # fmt: skip
        store.sells_until = min((end for end in ends if end is not None), default=None)
        is_lapsed = store.sells_until is not None and store.sells_until < today
        store.suspended_for = "" if store.state == "open" else "papers" if is_lapsed else "decision"
        store.save(update_fields=["sells_until", "suspended_for"])


class Migration(migrations.Migration):
    dependencies = [("stores", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name='store',
            name='sells_until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='papers hold until'),
        ),
        migrations.AddField(
            model_name='store',
            name='suspended_for',
            field=models.CharField(blank=True, choices=[('papers', 'A licence or the authorisation has run out'), ('decision', 'Closed by a person')], db_default='', default='', editable=False, max_length=12, verbose_name='suspended because'),
        ),
        migrations.AlterField(
            model_name='store',
            name='state',
            field=models.CharField(choices=[('preparing', 'Preparing'), ('building', 'Being built'), ('acceptance', 'In acceptance'), ('open', 'Trading'), ('suspended', 'Closed for now'), ('closed', 'Closed')], default='preparing', editable=False, max_length=12, verbose_name='state'),
        ),
        migrations.CreateModel(
            name='PaperWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_until', models.DateField(verbose_name='valid until')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days before the end')),
                ('told', models.PositiveSmallIntegerField(default=0, verbose_name='people told')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='warned')),
                ('licence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='warnings', to='stores.licence', verbose_name='licence')),
            ],
            options={
                'verbose_name': 'warning of a paper',
                'verbose_name_plural': 'warnings of papers',
                'constraints': [models.UniqueConstraint(fields=('licence', 'valid_until', 'days'), name='paperwarning_once')],
            },
        ),
        migrations.RunPython(write_ends, migrations.RunPython.noop, elidable=True),
    ]
