"""What a reader asks of the list of savings schemes in its address. Values in, values out."""

from dataclasses import dataclass, field

NONE = "none"  # the stage, category or confidence of schemes that have none
_FITS = {
    "stage": lambda scheme, value: value == (NONE if scheme.gateway is None else str(scheme.gateway)),
    "category": lambda scheme, value: value == (scheme.category or NONE),
    "confidence": lambda scheme, value: value == (scheme.confidence or NONE),
}
LABELS = {"stage": "Stage", "category": "Category", "confidence": "Delivery confidence"}
_CONFIDENCES = {"green": "Green", "amber": "Amber", "red": "Red", NONE: "Not judged"}


@dataclass(frozen=True, slots=True)
class SchemeFilter:
    """The filters as they stand in the address: {name: the value asked for}."""

    values: dict = field(default_factory=dict)

    def matches(self, scheme):
        return all(_FITS[name](scheme, value) for name, value in self.values.items())

    def without(self, name):
        return {other: value for other, value in self.values.items() if other != name}


def read_scheme_filter(query):
    """The `SchemeFilter` of a request's query (a QueryDict)."""
    asked = {name: query.get(name, "").strip() for name in _FITS}
    return SchemeFilter({name: value for name, value in asked.items() if value})


def choices_of(figures):
    """{name of a filter: {value: words}} of the schemes that there are."""
    schemes = figures.schemes
    stages = {str(each.number): f"{each.number} {each.name}" for each in figures.gateways}
    categories = {each: each for each in figures.categories}
    if any(scheme.gateway is None for scheme in schemes):
        stages[NONE] = "No stage"
    if any(scheme.category is None for scheme in schemes):
        categories[NONE] = "No category"
    return {"stage": stages, "category": categories, "confidence": _CONFIDENCES}
