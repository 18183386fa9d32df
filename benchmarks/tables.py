"""Sets Django up for the programs that read tables: imported before any model, by the order of the alphabet too."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
django.setup()
