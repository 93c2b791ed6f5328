"""Every address of the tracker."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from improvement_tracker import guidance, views

# One log-in and one page to change a password, the administration included.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.password_change = RedirectView.as_view(pattern_name="account_change_password")

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("actions.urls")),
    path("", include("imports.urls")),
    path("", include("risks.urls")),
    path("", include("finance.urls")),
    path("", include("milestones.urls")),
    path("", include("measures.urls")),
    path("", include("cycle.urls")),
    path("", include("reports.urls")),
    path("help/", guidance.help_index, name="help"),
    path("help/glossary/", guidance.glossary, name="glossary"),
    path("help/<slug:topic>/", guidance.help_topic, name="help_topic"),
    path("accessibility/", guidance.accessibility, name="accessibility"),
    path("privacy/", guidance.privacy, name="privacy"),
    path("cookies/", guidance.cookies, name="cookies"),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "improvement_tracker.views.bad_request"
handler403 = "improvement_tracker.views.forbidden"
handler404 = "improvement_tracker.views.not_found"
handler429 = "improvement_tracker.views.too_many_requests"
handler500 = "improvement_tracker.views.server_error"
