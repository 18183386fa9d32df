from django.db import migrations, models

from vinhdanh.models.query_plans import teach_plans


def teach(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        teach_plans(cursor, schema_editor.connection.vendor)


class Migration(migrations.Migration):
    """The index of a unit's awards holds all that the register may be narrowed by, so that counting reads no rows."""

    dependencies = [("vinhdanh", "0009_query_plans")]

    operations = [
        migrations.RemoveIndex(model_name="award", name="award_tally_of_unit"),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                fields=["unit", "kind", "year", "award", "standing", "manner", "direct_worker", "leader"]
                + ["emulation_year", "female", "minority"],
                name="award_tally_of_unit",
            ),
        ),
        migrations.RunPython(teach, migrations.RunPython.noop),
    ]
