"""A form with one field of every sort."""

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.web.day_fields import DayField


class Example(forms.Form):
    """Everything that a form of ours may ask."""

    name = forms.CharField(
        label=gettext_lazy("Naam van de school"),
        help_text=gettext_lazy("Zoals die op de gevel staat."),
        max_length=80,
    )
    email = forms.EmailField(label=gettext_lazy("E-mailadres"))
    hours = forms.DecimalField(
        label=gettext_lazy("Uren per week"), min_value=0, max_value=36, decimal_places=2, required=False
    )
    since = DayField(label=gettext_lazy("Samenwerking sinds"), required=False)
    phase = forms.ChoiceField(
        label=gettext_lazy("Fase"),
        choices=[
            ("acquisitie", gettext_lazy("acquisitie")),
            ("implementatie", gettext_lazy("implementatie")),
            ("uitvoering", gettext_lazy("uitvoering")),
            ("borging", gettext_lazy("borging")),
        ],
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Wie betaalt"),
        widget=forms.RadioSelect,
        choices=[
            ("library", gettext_lazy("bibliotheek")),
            ("school", gettext_lazy("school")),
            ("gemeente", gettext_lazy("gemeente")),
        ],
    )
    bouwstenen = forms.MultipleChoiceField(
        label=gettext_lazy("Bouwstenen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("collectie", gettext_lazy("Collectie")),
            ("expertise", gettext_lazy("Expertise")),
            ("monitor", gettext_lazy("Monitor")),
        ],
    )
    note = forms.CharField(label=gettext_lazy("Notitie"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=gettext_lazy("Lijst"), required=False, help_text=gettext_lazy("csv of xlsx"))
    agreed = forms.BooleanField(label=gettext_lazy("De directeur is akkoord"))
