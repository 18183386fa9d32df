"""Tags of the frame, present in every template without {% load %}."""

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vinhdanh import permissions
from vinhdanh.models import Dossier

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing from the sprite, always beside words that say the same: screen readers pass over it."""
    address = f"{static('vendor/bootstrap-icons/icons.svg')}#{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', f"i {classes}".strip(), address)


@register.simple_tag(takes_context=True)
def may_open_files(context: template.RequestContext, dossier: Dossier) -> bool:
    """Whether the reader of the page may open the dossier's files: who may not is offered no links to them."""
    return permissions.may_open_files(context["request"].user, dossier.participant.unit)


@register.filter
def control(field: BoundField) -> SafeString:
    """`{{ field|control }}`: the input as the look has it, also in forms that libraries bring; a placeholder that only
    says the label again is left out."""
    widget = field.field.widget
    attributes: dict[str, str | bool] = {}
    if "class" not in widget.attrs:
        attributes["class"] = _input_class(widget)
    if str(widget.attrs.get("placeholder", "")) == str(field.label):
        attributes["placeholder"] = False
    return field.as_widget(attrs=attributes)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether it is one box to tick: its label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


def _input_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
