"""How long somebody stays signed in."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

OWN_PHONE = timedelta(days=90)  # from the last visit
SHARED_PHONE = timedelta(hours=12)  # a browser that is never closed must not keep the door open
STAFF_SESSION = timedelta(hours=12)


class SessionStore(DatabaseStore):
    """A session that ends with the browser ends here as well, after half a day."""

    def get_expiry_age(self, **kwargs) -> int:
        if self.get_expire_at_browser_close():
            return int(SHARED_PHONE.total_seconds())
        return super().get_expiry_age(**kwargs)

    def get_expiry_date(self, **kwargs):
        if self.get_expire_at_browser_close():
            from django.utils import timezone

            return timezone.now() + SHARED_PHONE
        return super().get_expiry_date(**kwargs)
