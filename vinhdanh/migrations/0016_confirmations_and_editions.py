import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def keep_the_text_of_acceptance(apps, schema_editor):
    """What was accepted before stays under the text that its campaign had; every word kept of a screening is of rules
    that asked less, so all are reckoned anew."""
    dossiers, campaigns = apps.get_model("vinhdanh", "Dossier"), apps.get_model("vinhdanh", "Campaign")
    for campaign in campaigns.objects.only("pk", "edition_id"):
        accepted = dossiers.objects.filter(participant__campaign=campaign, state="accepted")
        accepted.update(edition=campaign.edition_id)
    apps.get_model("vinhdanh", "Nomination").objects.exclude(declared="", verified="").update(declared="", verified="")


class Migration(migrations.Migration):

    dependencies = [
        ('vinhdanh', '0015_dossiers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.CharField(max_length=80)),
                ('value', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['claim'],
            },
        ),
        migrations.CreateModel(
            name='RefusedProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=400)),
                ('proof', models.CharField(max_length=500)),
                ('reason', models.TextField(verbose_name='lý do không chấp nhận')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='proposed',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vinhdanh.packedition'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='edition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vinhdanh.packedition'),
        ),
        migrations.AlterField(
            model_name='nomination',
            name='awards_listed',
            field=models.BooleanField(default=False, verbose_name='đã ghi đủ khen thưởng'),
        ),
        migrations.AddIndex(
            model_name='dossierversion',
            index=models.Index(condition=models.Q(('bundle', ''), ('bundle_fault', '')), fields=['sent_at'], name='version_waits_for_bundle'),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='vinhdanh.nomination'),
        ),
        migrations.AddField(
            model_name='refusedproof',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused_proofs', to='vinhdanh.nomination'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(fields=('nomination', 'claim'), name='one_confirmation_of_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='refusedproof',
            constraint=models.UniqueConstraint(fields=('nomination', 'fact', 'proof'), name='a_proof_is_refused_once_for_a_fact'),
        ),
        migrations.RunPython(keep_the_text_of_acceptance, migrations.RunPython.noop),
    ]
