"""A thousand items, and orders with lines, payment and outbox row."""
from django.db import models


class Item(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    price_fen = models.IntegerField()
    units = models.IntegerField()
    position = models.IntegerField(db_index=True)


class Order(models.Model):
    number = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=40)
    total_fen = models.IntegerField()
    placed_at = models.DateTimeField(auto_now_add=True)


class Line(models.Model):
    order = models.ForeignKey(Order, models.CASCADE)
    item = models.ForeignKey(Item, models.PROTECT)
    units = models.IntegerField()
    price_fen = models.IntegerField()


class Payment(models.Model):
    order = models.ForeignKey(Order, models.CASCADE)
    amount_fen = models.IntegerField()


class Outbox(models.Model):
    body = models.JSONField()
