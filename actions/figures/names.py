"""What the ids in statements stand for, looked up once for many of them."""

from dataclasses import dataclass

from ..models import ActionRecommendation


@dataclass(frozen=True, slots=True)
class Names:
    """The names within the plan `slug`: of posts (abbreviations), ratings (`Rating`s), statuses (words), areas
    (`Area`s, in their order) and actions that stand above others (references), each by id.

    `met` are {id of an action: (id, text, source) of each recommendation that it meets, in their order}. `private` are
    {id: reference} of all private actions of the plan.
    """

    slug: str
    posts: dict
    ratings: dict
    statuses: dict
    areas: dict
    parents: dict
    met: dict
    private: dict

    @classmethod
    def of(cls, plan, actions):
        """Those that the statements of `actions` need, a queryset of actions of `plan`.

        In seven queries, and one more for each level of what stands under a private action.
        """
        actions = actions.order_by()
        met = {}
        links = ActionRecommendation.objects.filter(action__in=actions)
        of_recommendation = [f"recommendation__{name}" for name in ("pk", "text", "source")]
        links = links.order_by("recommendation__position", "recommendation__pk")
        for action, *recommendation in links.values_list("action", *of_recommendation):
            met.setdefault(action, []).append(tuple(recommendation))
        parents = plan.actions.filter(children__in=actions).order_by()
        return cls(
            slug=plan.slug,
            posts=dict(plan.posts.values_list("pk", "abbreviation")),
            ratings={rating.pk: rating for rating in plan.ratings.all()},
            statuses=dict(plan.statuses.values_list("pk", "word")),
            areas={area.pk: area for area in plan.areas.all()},
            parents=dict(parents.values_list("pk", "ref").distinct()),
            met=met,
            private=plan.actions.private(),
        )
