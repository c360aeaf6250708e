"""What search keeps: other words of the department, the vocabulary of the shelf, what was asked for, counts of large shelves."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.stores.scope import StoreScoped


class SearchSynonym(models.Model):
    """Whoever types ``also`` finds what holds ``word``, from the next request on. The file of the program holds others."""

    also = models.CharField(_("what customers type"), max_length=30)
    word = models.CharField(_("also search for"), max_length=30)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("by"))
    added_at = models.DateTimeField(_("added"), editable=False)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["also", "word"], name="synonym_once")]

    def __str__(self):
        return f"{self.also} → {self.word}"


class SearchWord(models.Model):
    """A word that some product carries, with all that is left of it and of its sound when one letter is dropped: two spellings
    one slip apart share at least one."""

    word = models.CharField(max_length=30, unique=True)
    sound = models.CharField(max_length=60, blank=True)
    slips = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        verbose_name = _("word of the shelf")
        verbose_name_plural = _("words of the shelf")
        indexes = [GinIndex(fields=["slips"], name="search_word_slips")]

    def __str__(self):
        return self.word


class OfStoreQuerySet(StoreScoped, models.QuerySet):
    """Rows of one store each."""


class SearchLog(models.Model):
    """How often a text was searched in a store on a day, and with what success. Nobody is named in it."""

    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="+", verbose_name=_("store"))
    day = models.DateField(_("day"))
    text = models.CharField(_("searched for"), max_length=60)
    asked = models.PositiveIntegerField(_("times"), default=0)
    found_nothing = models.PositiveIntegerField(_("found nothing"), default=0)
    found_loosely = models.PositiveIntegerField(_("found something near"), default=0)
    about_illness = models.PositiveIntegerField(_("led to the page on illness"), default=0)
    slow = models.PositiveIntegerField(_("slow"), default=0)
    worst_ms = models.PositiveIntegerField(_("slowest, ms"), default=0)

    objects = OfStoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("search of a day")
        verbose_name_plural = _("searches of a day")
        ordering = ["-day", "-asked", "-id"]
        constraints = [models.UniqueConstraint(fields=["store", "day", "text"], name="search_log_once")]
        indexes = [
            models.Index(fields=["day", "asked", "id"], name="search_log_day"),
            models.Index(fields=["day", "asked", "id"], condition=Q(found_nothing__gt=0), name="search_log_nothing"),
            models.Index(fields=["day", "asked", "id"], condition=Q(slow__gt=0), name="search_log_slow"),
        ]

    def __str__(self):
        return f"{self.day} {self.text}"


class ShelfCount(models.Model):
    """How many products of a large shelf fall under a choice, alone (``under`` empty) or together with one choice of another facet.
    A small shelf has no rows: it is counted anew for each page."""

    store = models.ForeignKey("stores.Store", models.CASCADE, related_name="+")
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=60)
    under = models.CharField(max_length=82, blank=True, default="")
    count = models.PositiveIntegerField()

    objects = OfStoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of a large shelf")
        verbose_name_plural = _("counts of large shelves")
        constraints = [models.UniqueConstraint(fields=["store", "under", "facet", "value"], name="shelf_count_once")]

    def __str__(self):
        return f"{self.facet} {self.value}: {self.count}"
