from django.db import migrations

from vinhdanh.models.audit_net import lift, spread


def spread_net(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        spread(cursor, schema_editor.connection.vendor)


def lift_net(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        lift(cursor, schema_editor.connection.vendor)


class Migration(migrations.Migration):
    """SQLite rebuilds a table to change it and loses its triggers: a later change of AuditLine spreads the net anew."""

    dependencies = [("vinhdanh", "0002_register")]

    operations = [migrations.RunPython(spread_net, lift_net)]
