"""What Wagtail's admin gets from the shell."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def widgets_without_inline_scripts() -> str:
    return format_html('<script src="{}" data-wants-nonce></script>', static("js/cms.js"))
