"""The door of people."""

from motcua.registry.people.actions import officers
from motcua.registry.people.actions.accounts import check_password_rules, open_citizen_account, open_officer_account
from motcua.registry.people.actions.profiles import keep_profile, remember_profile
from motcua.registry.people.actions.sessions import change_password, sign_in, sign_out
from motcua.registry.people.models import Account
from motcua.registry.people.queries import (
    OfficerView,
    account_names,
    actor_of,
    find_officers,
    find_profile,
    is_officer,
    officer_names,
    profile_of,
)
from motcua.registry.people.rules import AccountKind, ProfileKind, Sex
from motcua.registry.people.rules.identity import (
    birth_year_of,
    check_personal_number,
    check_tax_code,
    normal_phone,
    sex_of,
)
from motcua.registry.people.rules.naming import check_email, check_name, check_person_name
from motcua.registry.people.rules.profile import Profile

__all__ = [
    "Account",
    "AccountKind",
    "OfficerView",
    "Profile",
    "ProfileKind",
    "Sex",
    "account_names",
    "actor_of",
    "birth_year_of",
    "change_password",
    "check_email",
    "check_name",
    "check_password_rules",
    "check_person_name",
    "check_personal_number",
    "check_tax_code",
    "find_officers",
    "find_profile",
    "is_officer",
    "keep_profile",
    "normal_phone",
    "officer_names",
    "officers",
    "open_citizen_account",
    "open_officer_account",
    "profile_of",
    "remember_profile",
    "sex_of",
    "sign_in",
    "sign_out",
]
