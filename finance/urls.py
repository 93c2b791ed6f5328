"""The pages of the money of a plan."""

from django.urls import path

from .views import exposure, keeping_schemes, plans, positions, schemes

app_name = "finance"
_MONEY = "plans/<slug:slug>/money/"
_SAVINGS = f"{_MONEY}savings/"
_SCHEME = f"{_SAVINGS}<int:scheme_key>/"
urlpatterns = [
    path(_MONEY, positions.position, name="position"),
    path(f"{_MONEY}enter/", positions.enter, name="enter_position"),
    path(f"{_MONEY}plans/", plans.plans_of_money, name="plans"),
    path(f"{_MONEY}activity/", plans.activity, name="activity"),
    path(f"{_MONEY}risks/", exposure.exposure, name="exposure"),
    path(f"{_MONEY}risks/enter/", exposure.enter, name="enter_exposure"),
    path(_SAVINGS, schemes.savings, name="savings"),
    path(f"{_SAVINGS}add/", keeping_schemes.add, name="add_scheme"),
    path(f"{_SAVINGS}target/", keeping_schemes.target, name="savings_target"),
    path(_SCHEME, schemes.scheme, name="scheme"),
    path(f"{_SCHEME}describe/", keeping_schemes.describe, name="describe_scheme"),
    path(f"{_SCHEME}gateway/", keeping_schemes.gateway, name="decide_gateway"),
    path(f"{_SCHEME}months/", keeping_schemes.profile, name="scheme_profile"),
]
