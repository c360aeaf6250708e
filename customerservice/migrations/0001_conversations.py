import django.db.models.deletion
import microstore.core.clock
import microstore.core.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0001_initial"),
        ("catalog", "0001_initial"),
        ("core", "0001_initial"),
        ("orders", "0001_initial"),
        ("stores", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_cv", "DROP SEQUENCE number_cv"),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='conversation number')),
                ('session_key', models.CharField(blank=True, max_length=40, verbose_name='session')),
                ('state', models.CharField(choices=[('new', 'New'), ('open', 'To be answered'), ('waiting_customer', 'Waiting for the customer'), ('waiting_internal', 'Waiting for a colleague'), ('snoozed', 'Put off'), ('resolved', 'Resolved'), ('closed', 'Closed')], default='new', max_length=20, verbose_name='state')),
                ('groups', models.JSONField(blank=True, default=list, verbose_name='special groups named')),
                ('opened_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='opened')),
                ('last_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='last message')),
                ('last_text', models.CharField(blank=True, max_length=120, verbose_name='last words')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='customer waits since')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='to be answered by')),
                ('snoozed_until', models.DateTimeField(blank=True, null=True, verbose_name='put off until')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='resolved')),
                ('theme', models.CharField(blank=True, choices=[('product', 'Product and use'), ('buying', 'Ordering and paying'), ('parcel', 'Parcel'), ('aftersale', 'Return and refund'), ('quality', 'Quality'), ('price', 'Price and offers'), ('praise', 'Praise'), ('suggestion', 'Suggestion'), ('other', 'Something else')], max_length=12, verbose_name='theme')),
                ('about_order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='orders.order', verbose_name='order')),
                ('about_product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.product', verbose_name='product')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to=settings.AUTH_USER_MODEL, verbose_name='agent')),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='accounts.customer', verbose_name='customer')),
                ('joined_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='customerservice.conversation', verbose_name='joined to')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'conversation',
                'verbose_name_plural': 'conversations',
                'ordering': ['-last_at', '-id'],
                'permissions': [('answer_conversation', 'Answer customers at the desk'), ('watch_desk', 'Watch the desk and hand out conversations')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='InsideQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('department', models.CharField(choices=[('operations', 'Operations centre'), ('product', 'Product management'), ('marketing', 'Marketing'), ('sales', 'Sales'), ('service', 'Customer service'), ('warehouse', 'Warehouse and logistics'), ('finance', 'Finance'), ('quality', 'Quality'), ('hr', 'Human resources'), ('system', 'System')], max_length=20, verbose_name='department')),
                ('question', models.CharField(max_length=1000, verbose_name='question')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
                ('due_at', models.DateTimeField(verbose_name='to be answered by')),
                ('answer', models.CharField(blank=True, max_length=1000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inside_questions', to='customerservice.conversation', verbose_name='conversation')),
            ],
            options={
                'verbose_name': 'question to a department',
                'verbose_name_plural': 'questions to departments',
                'ordering': ['due_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_online', models.BooleanField(default=False, verbose_name='online')),
                ('since', models.DateTimeField(default=microstore.core.clock.now, verbose_name='since')),
                ('seen_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='last seen')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='presence', to=settings.AUTH_USER_MODEL, verbose_name='agent')),
            ],
            options={
                'verbose_name': 'presence',
                'verbose_name_plural': 'presences',
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('shown_text', models.CharField(blank=True, max_length=300, verbose_name='question as shown')),
                ('hits', models.JSONField(blank=True, default=list, verbose_name='words of the rule book')),
                ('groups', models.JSONField(blank=True, default=list, verbose_name='special groups named')),
                ('answer', models.CharField(blank=True, max_length=1000, verbose_name='answer')),
                ('state', models.CharField(choices=[('asked', 'Waiting for an answer'), ('published', 'Published'), ('refused', 'Not published'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10, verbose_name='state')),
                ('token', models.CharField(max_length=40, unique=True, verbose_name='form token')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
                ('due_at', models.DateTimeField(verbose_name='to be answered by')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='accounts.customer', verbose_name='customer')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='catalog.product', verbose_name='product')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'question about a product',
                'verbose_name_plural': 'questions about products',
                'ordering': ['-asked_at', '-id'],
                'permissions': [('answer_question', 'Answer questions about products')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000, verbose_name='text')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='at')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='customerservice.conversation', verbose_name='conversation')),
            ],
            options={
                'verbose_name': 'internal note',
                'verbose_name_plural': 'internal notes',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Script',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='title')),
                ('shortcut', models.SlugField(help_text='Typed after “/” in the answer box.', max_length=20, verbose_name='shortcut')),
                ('stage', models.CharField(choices=[('greeting', 'Greeting'), ('presale', 'Before buying'), ('parcel', 'Parcel'), ('aftersale', 'After buying'), ('caution', 'Caution'), ('farewell', 'Farewell')], max_length=10, verbose_name='stage')),
                ('text', models.CharField(max_length=1000, verbose_name='text')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waiting for approval'), ('approved', 'Approved'), ('retired', 'Retired')], default='draft', max_length=10, verbose_name='state')),
                ('written_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='written')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'script',
                'verbose_name_plural': 'scripts',
                'ordering': ['stage', 'shortcut', 'id'],
                'permissions': [('approve_script', 'Approve scripts')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='ChatMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.CharField(choices=[('customer', 'Customer'), ('agent', 'Customer service'), ('system', 'System')], max_length=8, verbose_name='author')),
                ('text', models.CharField(blank=True, max_length=2000, verbose_name='text')),
                ('caution', models.CharField(blank=True, max_length=20, verbose_name='caution for')),
                ('hits', models.JSONField(blank=True, default=list, verbose_name='words of the rule book')),
                ('token', models.CharField(blank=True, max_length=40, verbose_name='form token')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='at')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='seen')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.order', verbose_name='order')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='picture')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.product', verbose_name='product')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='customerservice.conversation', verbose_name='conversation')),
                ('script', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='customerservice.script', verbose_name='script')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages of conversations',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Wait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(verbose_name='waits since')),
                ('due_at', models.DateTimeField(verbose_name='to be answered by')),
                ('limit_seconds', models.PositiveIntegerField(verbose_name='seconds allowed')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='seconds of service time')),
                ('state', models.CharField(choices=[('running', 'Running'), ('running_late', 'Running, too late'), ('hit', 'Within the standard'), ('missed', 'Missed')], default='running', max_length=12, verbose_name='result')),
                ('escalated_at', models.DateTimeField(blank=True, null=True, verbose_name='handed up')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waits', to='customerservice.conversation', verbose_name='conversation')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='wait', to='customerservice.chatmessage', verbose_name='first unanswered message')),
            ],
            options={
                'verbose_name': 'wait for an answer',
                'verbose_name_plural': 'waits for an answer',
                'ordering': ['-since', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at', 'id'], name='conversation_waiting'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['assignee', '-last_at'], name='conversation_of_agent'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('state', 'resolved')), fields=['state', 'resolved_at'], name='conversation_to_close'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('state', 'snoozed')), fields=['snoozed_until'], name='conversation_to_wake'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['-last_at', '-id'], name='conversation_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(condition=models.Q(('customer__isnull', False), models.Q(('state', 'closed'), _negated=True)), fields=('store', 'customer'), name='one_open_conversation_each'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(condition=models.Q(('customer__isnull', True), models.Q(('state', 'closed'), _negated=True)), fields=('store', 'session_key'), name='one_open_conversation_per_guest'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', True), ('waiting_since__isnull', True)), models.Q(('due_at__isnull', False), ('waiting_since__isnull', False)), _connector='OR'), name='conversation_waits_with_due_time'),
        ),
        migrations.AddIndex(
            model_name='insidequestion',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['department', 'due_at'], name='inside_questions_open'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('state', 'published')), fields=['store', 'product', '-published_at'], name='questions_on_page'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['due_at', 'id'], name='questions_waiting'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['-asked_at', '-id'], name='questions_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('shown_text', ''), _negated=True), ('published_at__isnull', False)), _connector='OR'), name='published_question_has_answer'),
        ),
        migrations.AddConstraint(
            model_name='script',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'approved')), fields=('shortcut',), name='one_approved_script_per_shortcut'),
        ),
        migrations.AddIndex(
            model_name='chatmessage',
            index=models.Index(fields=['conversation', 'id'], name='messages_in_order'),
        ),
        migrations.AddIndex(
            model_name='chatmessage',
            index=models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['conversation', 'author'], name='messages_unseen'),
        ),
        migrations.AddConstraint(
            model_name='chatmessage',
            constraint=models.UniqueConstraint(condition=models.Q(('token', ''), _negated=True), fields=('conversation', 'token'), name='one_message_per_form'),
        ),
        migrations.AddConstraint(
            model_name='chatmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('picture__isnull', False), ('product__isnull', False), ('order__isnull', False), _connector='OR'), name='message_says_something'),
        ),
        migrations.AddIndex(
            model_name='wait',
            index=models.Index(fields=['-since', '-id'], name='waits_newest_first'),
        ),
        migrations.AddIndex(
            model_name='wait',
            index=models.Index(condition=models.Q(('ended_at__isnull', True), ('escalated_at__isnull', True)), fields=['due_at'], name='waits_to_hand_up'),
        ),
        migrations.AddIndex(
            model_name='wait',
            index=models.Index(fields=['ended_by', 'ended_at'], name='waits_of_agent'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('conversation',), name='one_running_wait_each'),
        ),
    ]
