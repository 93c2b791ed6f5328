"""One recommendation with the actions that meet it as at a date."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecommendationFigure:
    """`actions` are the references of the actions that meet it, None where one has none, `keys` the tracker's own.

    `key` is the recommendation's own, None where it has none.
    """

    area_number: int | None
    text: str
    source: str | None
    actions: tuple[str | None, ...]
    keys: tuple[int, ...] = ()
    key: int | None = None


def recommendation_figures(recommendations, actions):
    """A `RecommendationFigure` for each of the `Recommendation`s, in their order, some with no action yet.

    `actions` are {id of a recommendation: the `ActionFigure`s that meet it}.
    """
    for recommendation in recommendations:
        met_by = actions.get(recommendation.pk, ())
        yield RecommendationFigure(
            area_number=recommendation.area and recommendation.area.number,
            text=recommendation.text,
            source=recommendation.source or None,
            actions=tuple(action.ref for action in met_by),
            keys=tuple(action.key for action in met_by),
            key=recommendation.pk,
        )
