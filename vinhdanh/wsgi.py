"""What the production server calls."""

import gc
import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
if settings.SECRET_KEY_IS_PASSING:
    raise ImproperlyConfigured("No SECRET_KEY in the environment and none in var/secret_key: script/server makes one.")

if settings.IDENTITY_KEY_IS_PASSING:
    raise ImproperlyConfigured("No IDENTITY_KEY in the environment, none in var/identity_key: script/server makes it.")

application = get_wsgi_application()
# The program itself lives as long as the process. Looking through it for garbage held up one page in twenty by 0.13 s.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
# A page makes some 50,000 objects and nearly all of them go with it; looked through every 700 of them, one page in
# twenty also paid for a walk over all that other pages had left.
gc.set_threshold(10_000, 10, 50)
