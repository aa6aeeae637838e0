"""How every form is set, also those of libraries: the pieces in templates/components."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """``{{ form }}`` gives the errors on top and each field with its label, hint and error."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
