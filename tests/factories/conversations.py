"""Conversations in every stage, made through the services, and agents at the desk."""

import itertools
from datetime import datetime

from django.contrib.auth.models import Permission

from customerservice.models import Conversation, Script
from customerservice.services.conversations import handing, talking
from customerservice.services.conversations.talking import Reply, Said
from microstore.accounts.models import Staff, User
from microstore.core.clock import SHANGHAI
from microstore.core.declarations import Department, Post
from tests.factories.orders import make_customer, make_store

counter = itertools.count(1)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=SHANGHAI)
RIGHTS = ("view_conversation", "view_wait", "view_question", "view_script", "answer_conversation", "answer_question")


def make_agent(*more, name="陈洁", all_stores=True, online=True, post=Post.SERVICE, department=Department.SERVICE, rights=RIGHTS) -> User:
    user = User.objects.create(username=f"agent{next(counter)}", name=name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="customerservice", codename__in=[*rights, *more]))
    Staff.objects.create(user=user, number=f"A{user.pk}", post=post, department=department, sees_all_stores=all_stores)
    if online:
        handing.set_presence(user, is_online=True)
    return user


def hear(text="这个怎么吃？", *, store=None, customer=None, session_key="", **said) -> Conversation:
    customer = customer or (None if session_key else make_customer())
    message = talking.hear(store or make_store(), Said(text, **said), customer=customer, session_key=session_key)
    return Conversation.objects.get(pk=message.conversation_id)


def answer(conversation, by, text="按标签食用即可。", **reply):
    message = talking.answer(conversation, Reply(text, **reply), by=by)
    conversation.refresh_from_db()
    return message


def make_script(**fields) -> Script:
    values = {
        "title": "问候",
        "shortcut": f"hi{next(counter)}",
        "stage": "greeting",
        "text": "您好，请问有什么可以帮您？",
        "state": "approved",
    }
    return Script.objects.create(**{**values, **fields})
