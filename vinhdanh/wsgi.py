"""What the production server calls."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
if settings.SECRET_KEY_IS_PASSING:
    raise ImproperlyConfigured("No SECRET_KEY in the environment and none in var/secret_key: script/server makes one.")

if settings.IDENTITY_KEY_IS_PASSING:
    raise ImproperlyConfigured("No IDENTITY_KEY in the environment, none in var/identity_key: script/server makes it.")

application = get_wsgi_application()
