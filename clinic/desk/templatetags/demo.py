"""The sign-ins of the demo clinic, on its sign-in pages."""

from django import template

from clinic.desk.demo.sign_ins import NEW_CLASS_CODE, SignIn, sign_ins

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_sign_ins(context: dict) -> list[SignIn]:
    """The ways in that this page can take."""
    return [way for way in sign_ins() if way.address == context["request"].path]


@register.simple_tag
def new_class_code() -> str:
    return NEW_CLASS_CODE
