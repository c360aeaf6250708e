"""Addresses of the customer service department."""

from django.urls import path

from customerservice.aftersale_urls import storefront_urls as aftersale_urls
from customerservice.complaint_urls import complaint_urls
from customerservice.storefront import chat, questions

storefront_urls = [
    *aftersale_urls,
    *complaint_urls,
    path("chat/", chat.chat, name="chat"),
    path("chat/new/", chat.news, name="chat-new"),
    path("questions/<slug:slug>/", questions.product_questions, name="product-questions"),
    path("questions/<slug:slug>/ask/", questions.ask, name="question-ask"),
]
