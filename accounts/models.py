"""Who may log in, and who is written down in a plan; the two need not be the same."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("A log-in needs an email address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(models.Model):
    """Somebody named in a plan. A person may have no log-in; one found only as initials waits to be confirmed."""

    name = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=20, blank=True)
    to_confirm = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "initials", "pk"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.name or self.initials or "Unnamed person"

    def clean(self):
        if not (self.name or self.initials):
            raise ValidationError({"name": "Enter a name or initials"})


class User(AbstractUser):
    """A log-in. The email address is the name that is typed to log in."""

    username = None
    email = models.EmailField("email address", unique=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="user")
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        ordering = ["email"]
        constraints = [
            # Nobody remembers how they typed their address the first time.
            models.UniqueConstraint(
                Lower("email"),
                name="one_log_in_per_email_address",
                violation_error_message="There is already a log-in with this email address",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.email
