from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def of_one_year(apps, schema_editor):
    """Every plan from before is of one school year: that of its proposal."""
    Proposal = apps.get_model("planning", "Proposal")
    year = Proposal._base_manager.filter(pk=OuterRef("proposal_id")).values("school_year")[:1]
    apps.get_model("planning", "ProposedSchool")._base_manager.update(school_year=Subquery(year))
    explanations = apps.get_model("planning", "DemandExplanation")._base_manager
    for kept in explanations.filter(answer__isnull=False).select_related("proposal").order_by("pk"):
        kept.answer = {kept.proposal.school_year: kept.answer}
        kept.save(update_fields=["answer"])


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0002_proposals"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="proposedschool", name="a_school_stands_once_in_a_proposal"),
        migrations.AlterModelOptions(
            name="proposedschool", options={"ordering": ["proposal", "school_year", "code"]}
        ),
        migrations.AddField(
            model_name="proposedschool",
            name="school_year",
            field=models.CharField(default="", max_length=9),
            preserve_default=False,
        ),
        migrations.RunPython(of_one_year, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="proposedschool",
            constraint=models.UniqueConstraint(
                fields=("proposal", "school_year", "code"), name="a_school_stands_once_a_year_in_a_proposal"
            ),
        ),
    ]
