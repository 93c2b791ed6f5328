"""What the public is shown of a plan: nothing that is private, nor what would tell of it."""

from dataclasses import dataclass

from ..scope import COUNTED


def public(statements, private):
    """Those of `statements` that are not about actions in `private`, nor about headings under which only such stand."""
    kept = [statement for statement in statements if statement.action_id not in private]
    had_some = {statement.action.parent_id for statement in statements}
    while True:
        has_some = {statement.action.parent_id for statement in kept}
        bare = had_some - has_some
        shown = [each for each in kept if not (each.is_heading and each.action_id in bare)]
        if len(shown) == len(kept):
            return kept
        kept = shown


@dataclass(frozen=True, slots=True)
class Hidden:
    """What goes with the actions left out: `areas` (ids) of which nothing is left, and the `recommendations` (ids)
    that they met."""

    areas: frozenset = frozenset()
    recommendations: frozenset = frozenset()

    @classmethod
    def by(cls, told, kept, names):
        """What is hidden where of all statements `told` only some are `kept`."""
        if len(kept) == len(told):
            return cls()
        shown = {statement.pk for statement in kept}
        left_out = [statement for statement in told if statement.pk not in shown]
        areas = {each.action.area_id for each in left_out} - {each.action.area_id for each in kept}
        met = {
            recommendation
            for each in left_out
            if each.standing in COUNTED
            for recommendation, _, _ in names.met.get(each.action_id, ())
        }
        return cls(frozenset(areas), frozenset(met))

    def hides(self, recommendation, met_by):
        """Whether a `Recommendation` is left out; `met_by` are {id of a recommendation: what is shown that meets it}.

        Without the private actions that meet it, it would seem to have none.
        """
        left_alone = recommendation.pk in self.recommendations and recommendation.pk not in met_by
        return left_alone or (recommendation.area_id is not None and recommendation.area_id in self.areas)
