"""Every model has history, and every relation of many to many has a model of its own, which has history too."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from simple_history.models import HistoricalChanges, HistoricalRecords

from .source import APPS

# Django's own relations of a log-in; nothing in the tracker reads or writes them.
WITHOUT_HISTORY = {"User_groups", "User_user_permissions"}


def without_history(model_classes):
    """The names of the models whose rows change without a trace."""
    return [
        model.__name__
        for model in model_classes
        if not issubclass(model, HistoricalChanges)
        and not hasattr(model._meta, "simple_history_manager_attribute")
        and model.__name__ not in WITHOUT_HISTORY
    ]


def our_models():
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]


def test_every_model_has_history():
    assert without_history(our_models()) == []
    assert len(our_models()) > 2


@isolate_apps("core")
def test_the_guard_finds_a_planted_model_and_a_planted_relation():
    class Recorded(models.Model):
        history = HistoricalRecords()

        class Meta:
            app_label = "core"

    class Planted(models.Model):
        others = models.ManyToManyField(Recorded)

        class Meta:
            app_label = "core"

    assert without_history([Recorded, Planted, Planted.others.through]) == ["Planted", "Planted_others"]
