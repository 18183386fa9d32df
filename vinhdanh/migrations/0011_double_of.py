import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vinhdanh", "0010_award_tally_of_unit")]

    operations = [
        migrations.AddField(
            "award",
            "double_of",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="vinhdanh.award",
            ),
        ),
        migrations.AddField(
            "rating",
            "double_of",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="vinhdanh.rating",
            ),
        ),
    ]
