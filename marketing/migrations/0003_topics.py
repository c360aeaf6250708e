import django.db.models.deletion
import microstore.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('marketing', '0002_campaigns'),
        ('stores', '0003_assets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='begun')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='marketing.campaign', verbose_name='campaign')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='topic', to='stores.page', verbose_name='page')),
            ],
            options={
                'verbose_name': 'topic page',
                'verbose_name_plural': 'topic pages',
                'ordering': ['campaign', 'page'],
            },
        ),
    ]
