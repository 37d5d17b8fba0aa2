import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Room in each page for the next totals of its rows, so that no index entry is written for them.
WITH_ROOM = "ALTER TABLE insight_blocksum SET (fillfactor = 85)"


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0005_entries'),
    ]

    # Sums are made anew of all movements by the next fold, batch by batch.
    operations = [
        migrations.RunSQL("DELETE FROM insight_foldmark", migrations.RunSQL.noop),
        migrations.DeleteModel(name='BlockSum'),
        migrations.DeleteModel(name='Bin'),
        migrations.CreateModel(
            name='Bin',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('family', models.SmallIntegerField()),
                ('agency_code', models.CharField(max_length=35)),
                ('field_name', models.CharField(max_length=300)),
                ('procedure_code', models.CharField(max_length=40)),
                ('level', models.CharField(max_length=10)),
                ('channel', models.CharField(max_length=8)),
                ('origin', models.CharField(max_length=8)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('family', 'agency_code', 'field_name', 'procedure_code', 'level', 'channel', 'origin'), name='bin_once')],
            },
        ),
        migrations.CreateModel(
            name='Home',
            fields=[
                ('cut', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='insight.cut')),
                ('bins', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
            ],
        ),
        migrations.CreateModel(
            name='BlockSum',
            fields=[
                ('pk', models.CompositePrimaryKey('family', 'span', 'block', 'measure_id', 'bin_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family', models.SmallIntegerField()),
                ('span', models.SmallIntegerField()),
                ('block', models.IntegerField()),
                ('units', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('sums', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('bin', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insight.bin')),
                ('measure', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insight.measure')),
            ],
        ),
        migrations.RunSQL(WITH_ROOM, migrations.RunSQL.noop),
    ]
