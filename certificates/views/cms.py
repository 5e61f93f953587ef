"""The rules of programmes in /cms/."""

from django.utils.translation import gettext_lazy as _

from certificates.forms import AwardForm
from certificates.models import Award
from clinic.people.views.cms import OwnViewSet


class AwardViewSet(OwnViewSet):
    model = Award
    icon = "form"
    menu_label = _("Certificate rules")
    add_to_admin_menu = True
    list_display = ("title", "programme", "pass_mark")
    shown_with = ("programme",)
    search_fields = ("title",)
    add_form_class = edit_form_class = AwardForm
