from django.db import migrations, models

from vinhdanh.models.search_index import lay_index, lift_index


def lay(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        lay_index(cursor, schema_editor.connection.vendor)


def lift(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        lift_index(cursor, schema_editor.connection.vendor)


class Migration(migrations.Migration):

    dependencies = [
        ('vinhdanh', '0004_people'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['standing', 'award', '-year', '-id'], name='award_latest_of_code'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['standing', '-year', '-id'], name='award_latest'),
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.CharField(choices=[('honouree', 'Đối tượng khen thưởng'), ('decision', 'Quyết định'), ('unit', 'Đơn vị')], max_length=10)),
                ('key', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('individual', 'Cá nhân'), ('collective', 'Tập thể'), ('family', 'Gia đình'), ('decision', 'Quyết định'), ('unit', 'Đơn vị')], max_length=10)),
                ('names', models.TextField()),
                ('lexemes', models.TextField()),
                ('path', models.CharField(blank=True, max_length=96)),
                ('is_unit', models.BooleanField(default=False)),
                ('last_year', models.PositiveSmallIntegerField(default=0)),
                ('ended', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['thing', '-last_year', '-key'], name='search_entry_latest'),
                    models.Index(fields=['kind', '-last_year', '-key'], name='search_entry_kind_latest'),
                ],
                'constraints': [models.UniqueConstraint(fields=('thing', 'key'), name='one_search_entry_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='SearchStamp',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('stamp', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.RunPython(lay, lift),
    ]
