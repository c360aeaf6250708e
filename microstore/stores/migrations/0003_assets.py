import django.contrib.postgres.fields
import django.db.models.deletion
import microstore.core.clock
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_seals'),
        ('stores', '0002_opening'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.RunSQL(f'CREATE SEQUENCE number_{kind}', f'DROP SEQUENCE number_{kind}') for kind in ('ma', 'dr')),
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=24, unique=True, verbose_name='number')),
                ('kind', models.CharField(choices=[('picture', 'Picture'), ('video', 'Video'), ('document', 'Document')], default='picture', max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('alt', models.CharField(help_text='Read out to people who do not see it. It is scanned.', max_length=160, verbose_name='what it shows')),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='tags')),
                ('author', models.CharField(max_length=120, verbose_name='author or source')),
                ('rights', models.CharField(choices=[('own', 'Made by us'), ('licensed', 'Licensed'), ('supplier', 'Given by the supplier'), ('unstated', 'Not stated yet')], default='unstated', max_length=10, verbose_name='right to use')),
                ('scope', models.CharField(choices=[('all', 'All stores'), ('official', 'Our own stores alone')], default='all', max_length=10, verbose_name='where it may be used')),
                ('rights_note', models.CharField(blank=True, max_length=200, verbose_name='terms')),
                ('rights_until', models.DateField(blank=True, null=True, verbose_name='rights end on')),
                ('is_retired', models.BooleanField(default=False, editable=False, verbose_name='taken out')),
                ('added_at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='added')),
            ],
            options={
                'verbose_name': 'asset',
                'verbose_name_plural': 'assets',
                'ordering': ['-id'],
                'permissions': [('replace_asset', 'Can replace a picture wherever it is used')],
                'indexes': [models.Index(fields=['kind', '-id'], name='asset_newest_of_kind'), models.Index(condition=models.Q(('is_retired', False), ('rights_until__isnull', False)), fields=['rights_until'], name='asset_rights_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('alt', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='asset_says_what_it_shows')],
            },
        ),
        migrations.CreateModel(
            name='AssetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='added')),
            ],
            options={
                'verbose_name': 'version of an asset',
                'verbose_name_plural': 'versions of assets',
                'ordering': ['asset', '-number'],
            },
        ),
        migrations.CreateModel(
            name='DesignRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=24, unique=True, verbose_name='number')),
                ('what', models.CharField(choices=[('campaign', 'Campaign'), ('product', 'Product pictures'), ('page', 'Store page'), ('other', 'Something else')], max_length=10, verbose_name='what for')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('brief', models.TextField(help_text='What it should say and show, for whom, in which mood.', max_length=2000, verbose_name='brief')),
                ('sizes', models.CharField(help_text='In pixels, width × height: 750×456, 1200×900', max_length=120, verbose_name='sizes')),
                ('subject_type', models.CharField(blank=True, editable=False, max_length=60)),
                ('subject_id', models.BigIntegerField(editable=False, null=True)),
                ('subject_label', models.CharField(blank=True, editable=False, max_length=200, verbose_name='belongs to')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('state', models.CharField(choices=[('asked', 'Design requested'), ('designing', 'Being designed'), ('in_review', 'In review'), ('changes', 'Changes asked for'), ('approved', 'Approved'), ('cancelled', 'Cancelled')], default='asked', editable=False, max_length=10, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='asked for')),
                ('delivered_at', models.DateTimeField(editable=False, null=True, verbose_name='first delivered')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('rounds', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='rounds')),
            ],
            options={
                'verbose_name': 'design request',
                'verbose_name_plural': 'design requests',
                'ordering': ['due_on', 'id'],
                'permissions': [('take_designrequest', 'Can design what was asked for'), ('approve_designrequest', 'Can approve designs')],
                'indexes': [models.Index(fields=['due_on', 'id'], name='design_by_due'), models.Index(fields=['subject_type', 'subject_id'], name='design_of_subject')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='PageMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='published')),
                ('html_bytes', models.PositiveIntegerField(verbose_name='HTML')),
                ('picture_count', models.PositiveSmallIntegerField(verbose_name='number of pictures')),
                ('picture_bytes', models.PositiveIntegerField(verbose_name='pictures')),
                ('pictures', models.JSONField(default=list, verbose_name='each picture')),
                ('requests', models.PositiveSmallIntegerField(verbose_name='requests')),
                ('server_ms', models.PositiveIntegerField(verbose_name='server')),
            ],
            options={
                'verbose_name': 'weight of a publication',
                'verbose_name_plural': 'weights of publications',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PageReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('layout', models.CharField(max_length=300, verbose_name='layout')),
                ('colour', models.CharField(max_length=300, verbose_name='colour')),
                ('speed', models.CharField(max_length=300, verbose_name='speed')),
                ('next_step', models.CharField(blank=True, max_length=300, verbose_name='what changes next')),
                ('facts', models.JSONField(default=dict, editable=False, verbose_name='as measured')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='looked through')),
            ],
            options={
                'verbose_name': 'look at a page',
                'verbose_name_plural': 'looks at pages',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='RightsWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rights_until', models.DateField(verbose_name='rights end on')),
                ('days', models.SmallIntegerField(verbose_name='days before the end')),
                ('told', models.PositiveSmallIntegerField(default=0, verbose_name='people told')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='warned')),
            ],
            options={
                'verbose_name': 'warning of ending rights',
                'verbose_name_plural': 'warnings of ending rights',
            },
        ),
        migrations.AlterModelOptions(
            name='pagerevision',
            options={'ordering': ['page', '-number'], 'permissions': [('confirm_page_data', 'Can confirm the data of store pages'), ('confirm_page_copy', 'Can confirm the copy of store pages')], 'verbose_name': 'page revision', 'verbose_name_plural': 'page revisions'},
        ),
        migrations.RemoveConstraint(
            model_name='pagerevision',
            name='pagerevision_one_draft',
        ),
        migrations.AddField(
            model_name='page',
            name='has_ended_rights',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='rights ended'),
        ),
        migrations.AddField(
            model_name='page',
            name='path',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=80, verbose_name='address'),
        ),
        migrations.AddField(
            model_name='pagerevision',
            name='copy_at',
            field=models.DateTimeField(null=True, verbose_name='copy confirmed at'),
        ),
        migrations.AddField(
            model_name='pagerevision',
            name='copy_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='copy confirmed by'),
        ),
        migrations.AddField(
            model_name='pagerevision',
            name='data_at',
            field=models.DateTimeField(null=True, verbose_name='data confirmed at'),
        ),
        migrations.AddField(
            model_name='pagerevision',
            name='data_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='data confirmed by'),
        ),
        migrations.AddField(
            model_name='pagerevision',
            name='publish_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='goes live at'),
        ),
        migrations.AlterField(
            model_name='page',
            name='slug',
            field=models.SlugField(default='home', max_length=60, verbose_name='page'),
        ),
        migrations.AlterField(
            model_name='pagerevision',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('scheduled', 'Approved for later'), ('published', 'Published'), ('superseded', 'Superseded')], default='draft', max_length=12, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='pagerevision',
            index=models.Index(condition=models.Q(('state', 'scheduled')), fields=['publish_at'], name='pagerevision_due'),
        ),
        migrations.AddConstraint(
            model_name='pagerevision',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'in_review', 'scheduled'))), fields=('page',), name='pagerevision_one_pending'),
        ),
        migrations.AddConstraint(
            model_name='pagerevision',
            constraint=models.CheckConstraint(condition=models.Q(('data_by', None), ('copy_by', None), models.Q(('data_by', models.F('copy_by')), _negated=True), _connector='OR'), name='page_confirmed_by_two'),
        ),
        migrations.AddConstraint(
            model_name='pagerevision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'scheduled'), _negated=True), ('publish_at__isnull', False), _connector='OR'), name='page_scheduled_has_a_moment'),
        ),
        migrations.AddField(
            model_name='asset',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
        ),
        migrations.AddField(
            model_name='asset',
            name='captions',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='captions'),
        ),
        migrations.AddField(
            model_name='asset',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='asset',
            name='licence',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='licence paper'),
        ),
        migrations.AddField(
            model_name='asset',
            name='store',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='stores.store', verbose_name='store'),
        ),
        migrations.AddField(
            model_name='assetversion',
            name='asset',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='stores.asset', verbose_name='asset'),
        ),
        migrations.AddField(
            model_name='assetversion',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
        ),
        migrations.AddField(
            model_name='assetversion',
            name='file',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='asset_version', to='core.storedfile', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='designrequest',
            name='asked_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='designrequest',
            name='assets',
            field=models.ManyToManyField(blank=True, related_name='requests', to='stores.asset', verbose_name='delivered'),
        ),
        migrations.AddField(
            model_name='designrequest',
            name='designer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='designer'),
        ),
        migrations.AddField(
            model_name='designrequest',
            name='store',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='design_requests', to='stores.store', verbose_name='store'),
        ),
        migrations.AddField(
            model_name='pagemeasure',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='stores.page', verbose_name='page'),
        ),
        migrations.AddField(
            model_name='pagemeasure',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='stores.pagerevision', verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='pagereview',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked through by'),
        ),
        migrations.AddField(
            model_name='pagereview',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='stores.page', verbose_name='page'),
        ),
        migrations.AddField(
            model_name='rightswarning',
            name='asset',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='warnings', to='stores.asset', verbose_name='asset'),
        ),
        migrations.AddConstraint(
            model_name='assetversion',
            constraint=models.UniqueConstraint(fields=('asset', 'number'), name='assetversion_once'),
        ),
        migrations.AddIndex(
            model_name='designrequest',
            index=models.Index(condition=models.Q(('state__in', ('asked', 'designing', 'in_review', 'changes'))), fields=['designer', 'due_on'], name='design_open_of_designer'),
        ),
        migrations.AddConstraint(
            model_name='designrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'asked'), ('state', 'cancelled'), ('designer__isnull', False), _connector='OR'), name='design_has_designer'),
        ),
        migrations.AddIndex(
            model_name='pagemeasure',
            index=models.Index(fields=['page', '-at'], name='pagemeasure_of_page'),
        ),
        migrations.AddIndex(
            model_name='pagereview',
            index=models.Index(fields=['page', '-at'], name='pagereview_of_page'),
        ),
        migrations.AddConstraint(
            model_name='rightswarning',
            constraint=models.UniqueConstraint(fields=('asset', 'rights_until', 'days'), name='rightswarning_once'),
        ),
    ]
