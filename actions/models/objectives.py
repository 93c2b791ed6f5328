"""Which objectives of the plan an action serves."""

from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Objective, Tie, once

from .actions import Action


class ActionObjective(Tie):
    """An objective that an action serves."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="tied_objectives")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="tied_actions")
    history = HistoricalRecords()

    class Meta:
        ordering = ["action__position", "objective__position", "pk"]
        constraints = [once("action", "objective", name="action_tied_once_to_an_objective")]

    def __str__(self):
        return f"{self.action}: {self.objective}"
