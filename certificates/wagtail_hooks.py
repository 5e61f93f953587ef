"""What coordinators bring into /cms/: by which rule a programme gives certificates."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from certificates.models import Award
from certificates.permissions import awards_run_by
from certificates.views.cms import AwardViewSet
from clinic.people.views.cms import RunByPolicy

register_permission_policy(
    Award, RunByPolicy(Award, awards_run_by, coordinators_take_in=True), exact_class=True
)


@hooks.register("register_admin_viewset")
def certificate_rules():
    return AwardViewSet("certificate-rules")
