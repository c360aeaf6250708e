"""Addresses of the chat and of questions about products."""

from django.urls import path

from customerservice.storefront import chat, questions

urls = [
    path("chat/", chat.chat, name="chat"),
    path("chat/new/", chat.news, name="chat-new"),
    path("questions/<slug:slug>/", questions.product_questions, name="product-questions"),
    path("questions/<slug:slug>/ask/", questions.ask, name="question-ask"),
]
