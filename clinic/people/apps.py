"""Who they are."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    default = True
    name = "clinic.people"
    label = "people"

    def ready(self) -> None:
        from clinic.people import receivers  # noqa: F401 - connects itself


class UsersInWagtail(WagtailUsersAppConfig):
    """Wagtail's users are our people, written down in our forms."""

    default = False
    user_viewset = "clinic.people.views.cms.PersonViewSet"
