from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vinhdanh", "0005_search")]

    operations = [
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                fields=["standing", "award", "kind", "manner", "direct_worker", "leader", "year"]
                + ["emulation_year", "female", "minority"],
                name="award_tally",
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["standing", "year", "kind", "honouree"], name="award_honoured"),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                fields=["standing", "emulation_year", "kind", "honouree"], name="award_honoured_emulation"
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["unit", "kind", "year", "award", "standing"], name="award_tally_of_unit"),
        ),
    ]
