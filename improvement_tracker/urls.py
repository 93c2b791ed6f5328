"""Every address of the tracker. The log-in is allauth's, page by page: there is no sign-up."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from improvement_tracker import views

# One log-in for everything, the administration included.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("reports.urls")),
    path("account/log-in/", account.login, name="account_login"),
    path("account/log-out/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("admin/", admin.site.urls),
]

handler400 = "improvement_tracker.views.bad_request"
handler403 = "improvement_tracker.views.forbidden"
handler404 = "improvement_tracker.views.not_found"
handler429 = "improvement_tracker.views.too_many_requests"
handler500 = "improvement_tracker.views.server_error"
