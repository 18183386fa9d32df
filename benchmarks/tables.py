"""Sets Django up for the programs that read tables; imported before any model, as the order of the alphabet has it."""

import os
import secrets

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
for key in ("SECRET_KEY", "IDENTITY_KEY"):
    os.environ.setdefault(key, secrets.token_urlsafe(48))  # a server that a program starts knows it too
os.environ.setdefault("DEMO", "1")  # nobody is asked for a second factor
django.setup()
