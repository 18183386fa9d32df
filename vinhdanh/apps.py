"""One Django app holds every table; the walls between the rooms are layers, checked by the import contract."""

from django.apps import AppConfig


class VinhDanhConfig(AppConfig):
    name = "vinhdanh"
    verbose_name = "Vinh Danh"
    default_auto_field = "django.db.models.BigAutoField"
