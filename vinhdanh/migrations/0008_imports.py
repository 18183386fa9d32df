import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vinhdanh.models.imports


class Migration(migrations.Migration):
    dependencies = [("vinhdanh", "0007_award_changes")]

    operations = [
        migrations.RemoveField("import", "tables"),
        migrations.AddField("import", "contents", models.JSONField(default=dict)),
        migrations.AddField("import", "left_out", models.JSONField(default=list)),
        migrations.AddField("import", "notes", models.JSONField(default=dict)),
        migrations.AddField(
            "import",
            "confirmed_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "import",
            "file",
            models.FileField(upload_to=vinhdanh.models.imports.random_name, verbose_name="tệp"),
        ),
        migrations.AlterField("import", "file_sha256", models.CharField(db_index=True, max_length=64)),
        migrations.AlterField(
            "import",
            "sent_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "import",
            "state",
            models.CharField(
                choices=[
                    ("reading", "Đang đọc"),
                    ("preview", "Chờ kiểm tra"),
                    ("confirmed", "Đang ghi vào sổ"),
                    ("done", "Đã ghi vào sổ"),
                    ("undone", "Đã hoàn tác"),
                    ("discarded", "Đã bỏ"),
                    ("failed", "Không đọc được"),
                ],
                default="reading",
                max_length=10,
                verbose_name="tình trạng",
            ),
        ),
        migrations.AddField("importrow", "name", models.CharField(blank=True, max_length=300, verbose_name="tên")),
        migrations.AddField("importrow", "section", models.JSONField(default=list)),
        migrations.AddField("importrow", "faults", models.JSONField(default=dict)),
        migrations.AddField("importrow", "person_key", models.CharField(blank=True, max_length=64)),
        migrations.AddField("importrow", "number_key", models.CharField(blank=True, max_length=64)),
        migrations.RemoveIndex("importrow", "import_row_outcome"),
        migrations.AddIndex(
            "importrow",
            models.Index(fields=["source", "outcome", "table", "number"], name="import_row_outcome"),
        ),
        migrations.AddIndex("importrow", models.Index(fields=["source", "person_key"], name="import_row_person")),
        migrations.AddIndex(
            "importrow",
            models.Index(
                condition=models.Q(("number_key", ""), _negated=True),
                fields=["source", "number_key"],
                name="import_row_number",
            ),
        ),
        migrations.AlterField(
            "importrow",
            "outcome",
            models.CharField(
                choices=[
                    ("new", "Mới"),
                    ("known", "Đã có trong sổ"),
                    ("resembles", "Giống người đã có"),
                    ("refused", "Chưa đọc được"),
                    ("skipped", "Đã bỏ"),
                ],
                max_length=10,
            ),
        ),
    ]
