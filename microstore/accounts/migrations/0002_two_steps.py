import django.db.models.deletion
import microstore.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(max_length=40, unique=True, verbose_name='session')),
                ('device', models.CharField(max_length=60, verbose_name='device')),
                ('place', models.CharField(blank=True, max_length=45, verbose_name='network')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='signed in')),
                ('seen_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='last seen')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'sign-in',
                'verbose_name_plural': 'sign-ins',
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['user', '-seen_at'], name='sign_in_open')],
            },
        ),
    ]
