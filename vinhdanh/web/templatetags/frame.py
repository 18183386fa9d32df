"""Tags of the frame, present in every template without {% load %}."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing from the sprite, always beside words that say the same: screen readers pass over it."""
    address = f"{static('vendor/bootstrap-icons/icons.svg')}#{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', f"i {classes}".strip(), address)
