"""Holding a campaign until the transaction ends: alone by whoever changes it, together by all who act within it.

Always before anything of its participants and dossiers is locked, so that nobody waits for one who waits for him.
"""

from django.db import connection

from vinhdanh.models import Campaign


def hold_alone(campaign: Campaign) -> Campaign:
    """The campaign as it stands now; nobody acts within it meanwhile."""
    held = Campaign.objects.select_for_update(of=("self",)).select_related("host", "edition")
    return held.defer("edition__content", "edition__form").get(pk=campaign.pk)


def hold_together(campaign: int) -> None:
    """Neither closed, nor given another text, nor left by a unit meanwhile. Two hundred may hold it at once.

    What is read of the campaign afterwards is as it stands. SQLite lets one write at a time anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{Campaign._meta.db_table}" WHERE id = %s FOR SHARE', [campaign])
