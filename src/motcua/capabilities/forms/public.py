"""The door of forms."""

from motcua.capabilities.forms.actions import publish_form
from motcua.capabilities.forms.queries.answers import Checked, answers_from_post, check_answers
from motcua.capabilities.forms.queries.versions import FormView, form_on, form_version
from motcua.capabilities.forms.rules.checking import prefilled
from motcua.capabilities.forms.rules.fields import Form, FormField, Group, Widget
from motcua.capabilities.forms.rules.schema import read_form

__all__ = [
    "Checked",
    "Form",
    "FormField",
    "FormView",
    "Group",
    "Widget",
    "answers_from_post",
    "check_answers",
    "form_on",
    "form_version",
    "prefilled",
    "publish_form",
    "read_form",
]
