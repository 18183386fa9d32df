from django.db import migrations

from vinhdanh.models.query_plans import teach_plans


def teach(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        teach_plans(cursor, schema_editor.connection.vendor)


class Migration(migrations.Migration):
    """SQLite forgets the numbers of an index that it makes anew: a later change of these tables teaches them again."""

    dependencies = [("vinhdanh", "0008_imports")]

    operations = [migrations.RunPython(teach, migrations.RunPython.noop)]
