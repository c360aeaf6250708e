import django.db.models.deletion
import microstore.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('operations', '0002_duties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Backup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='name')),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('gone', 'Removed after its time')], default='running', max_length=10, verbose_name='state')),
                ('begun_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='begun')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('size', models.BigIntegerField(default=0, verbose_name='bytes')),
                ('is_encrypted', models.BooleanField(default=False, verbose_name='encrypted')),
                ('manifest', models.JSONField(default=dict, verbose_name='contents')),
                ('copied_at', models.DateTimeField(null=True, verbose_name='copied off site')),
                ('error', models.TextField(blank=True, verbose_name='error')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
            ],
            options={
                'verbose_name': 'backup',
                'verbose_name_plural': 'backups',
                'ordering': ['-begun_at', '-pk'],
                'permissions': [('make_backup', 'Make a backup and try to restore it')],
            },
        ),
        migrations.CreateModel(
            name='RestoreDrill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('running', 'Running'), ('verified', 'Verified'), ('failed', 'Failed')], default='running', max_length=10, verbose_name='state')),
                ('begun_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='begun')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('restore_seconds', models.FloatField(null=True, verbose_name='seconds to restore')),
                ('age_seconds', models.BigIntegerField(null=True, verbose_name='age of the backup in seconds')),
                ('findings', models.JSONField(default=list, verbose_name='findings')),
                ('backup', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drills', to='operations.backup', verbose_name='backup')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
            ],
            options={
                'verbose_name': 'trial of a restore',
                'verbose_name_plural': 'trials of restores',
                'ordering': ['-begun_at', '-pk'],
            },
        ),
    ]
