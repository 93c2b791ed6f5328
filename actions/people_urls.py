"""The pages about the people of a plan: part of `actions.urls`."""

from django.urls import path

from .views import leavers, log_ins, people, posts

urlpatterns = [
    path("plans/<slug:slug>/people/", people.people, name="people"),
    path("plans/<slug:slug>/roles/", people.roles, name="roles"),
    path("plans/<slug:slug>/people/posts/new/", posts.new_post, name="new_post"),
    path("plans/<slug:slug>/people/posts/<int:post>/", posts.edit_post, name="edit_post"),
    path("plans/<slug:slug>/people/posts/<int:post>/holder/", posts.set_holder, name="set_holder"),
    path("plans/<slug:slug>/people/posts/<int:post>/deputy/", posts.add_deputy, name="add_deputy"),
    path("plans/<slug:slug>/people/holdings/<int:holding>/", posts.edit_holding, name="edit_holding"),
    path("plans/<slug:slug>/people/<int:person>/", leavers.person, name="person"),
    path("plans/<slug:slug>/people/<int:person>/leaving/", leavers.leaving, name="leaving"),
    path("plans/<slug:slug>/people/log-ins/new/", log_ins.new_log_in, name="new_log_in"),
    path("plans/<slug:slug>/people/log-ins/<int:log_in>/", log_ins.edit_log_in, name="edit_log_in"),
    path("plans/<slug:slug>/people/log-ins/<int:log_in>/link/", log_ins.log_in_link, name="log_in_link"),
    path(
        "plans/<slug:slug>/people/log-ins/<int:log_in>/second-factor/",
        log_ins.lost_second_factor,
        name="lost_second_factor",
    ),
]
