import django.core.validators
import django.db.models.deletion
import microstore.core.clock
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_privacy'),
        ('catalog', '0003_store_range'),
        ('customerservice', '0003_aftersales'),
        ('orders', '0004_partial_refunds'),
        ('stores', '0002_opening'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown_name', models.CharField(blank=True, max_length=20, verbose_name='name as shown')),
                ('stars', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='stars')),
                ('text', models.CharField(blank=True, max_length=1000, verbose_name='text')),
                ('pictures', models.JSONField(blank=True, default=list, verbose_name='pictures')),
                ('has_pictures', models.BooleanField(default=False, verbose_name='with pictures')),
                ('hits', models.JSONField(blank=True, default=list, verbose_name='words of the rule book')),
                ('hidden', models.JSONField(blank=True, default=dict, verbose_name='sentences not shown')),
                ('state', models.CharField(choices=[('held', 'Waiting to be looked at'), ('published', 'Published'), ('withheld', 'Held back')], default='held', max_length=10, verbose_name='state')),
                ('written_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='written')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='to be looked at by')),
                ('ground', models.CharField(blank=True, choices=[('medical', 'Speaks of illness or cure, which the law does not let stand beside goods'), ('unlawful', 'Other content the law forbids'), ('privacy', 'Personal data of somebody'), ('abuse', 'Insults somebody')], max_length=10, verbose_name='ground')),
                ('decision', models.CharField(blank=True, max_length=300, verbose_name='reason of the decision')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('reply', models.CharField(blank=True, max_length=500, verbose_name='reply of the shop')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='replied')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='reported')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='accounts.customer', verbose_name='customer')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('order_line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='orders.orderline', verbose_name='bought as')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='catalog.product', verbose_name='product')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='replied by')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'review of a buyer',
                'verbose_name_plural': 'reviews of buyers',
                'ordering': ['-written_at', '-id'],
                'permissions': [('moderate_review', 'Moderate and answer reviews')],
                'default_permissions': ('view',),
                'indexes': [models.Index(condition=models.Q(('state', 'published')), fields=['store', 'product', '-written_at', '-id'], name='reviews_newest'), models.Index(condition=models.Q(('state', 'published')), fields=['store', 'product', 'stars', '-written_at', '-id'], name='reviews_low_first'), models.Index(condition=models.Q(('has_pictures', True), ('state', 'published')), fields=['store', 'product', '-written_at', '-id'], name='reviews_pictures'), models.Index(condition=models.Q(('state', 'held'), ('reported_at__isnull', False), _connector='OR'), fields=['due_at', 'id'], name='reviews_waiting'), models.Index(fields=['-written_at', '-id'], name='reviews_all')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='review_has_one_to_five_stars'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withheld'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='withheld_review_has_a_ground')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='ReviewReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('medical', 'Speaks of illness or cure, which the law does not let stand beside goods'), ('unlawful', 'Other content the law forbids'), ('privacy', 'Personal data of somebody'), ('abuse', 'Insults somebody')], max_length=10, verbose_name='ground')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='text')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='reported')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_reports', to='accounts.customer', verbose_name='customer')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='customerservice.review', verbose_name='review of a buyer')),
            ],
            options={
                'verbose_name': 'report about a review',
                'verbose_name_plural': 'reports about reviews',
                'ordering': ['-at', '-id'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('review', 'customer'), name='review_reported_once_by_each')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='title')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('summary', models.CharField(max_length=200, verbose_name='summary')),
                ('body', models.TextField(help_text='Paragraphs are parted by an empty line; a line that begins with # is a heading.', max_length=8000, verbose_name='text')),
                ('sources', models.CharField(blank=True, help_text='Who says so, and where it can be read.', max_length=300, verbose_name='sources')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waiting for approval'), ('published', 'Published')], default='draft', max_length=10, verbose_name='state')),
                ('written_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='written')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['-written_at', '-id'],
                'permissions': [('approve_article', 'Approve articles')],
                'default_permissions': ('view', 'add', 'change'),
                'indexes': [models.Index(condition=models.Q(('state', 'published')), fields=['-published_at', '-id'], name='articles_published')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('published_at__isnull', False), models.Q(('published_by', models.F('written_by')), _negated=True)), _connector='OR'), name='article_published_by_another_person')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
    ]
