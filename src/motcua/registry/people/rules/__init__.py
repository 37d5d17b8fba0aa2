"""What numbers, names and passwords may look like; when a sign-in is locked. Plain Python."""

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class AccountKind(Labelled):
    """Whose account it is."""

    CITIZEN = "citizen", mark("Công dân, tổ chức")
    OFFICER = "officer", mark("Cán bộ")


class ProfileKind(Labelled):
    """Who deals with us."""

    PERSON = "person", mark("Cá nhân")
    ORGANISATION = "organisation", mark("Tổ chức")


class Sex(Labelled):
    """As the personal number says it."""

    MALE = "male", mark("Nam")
    FEMALE = "female", mark("Nữ")
