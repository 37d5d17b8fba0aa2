"""What happens to accounts and profiles.

A citizen's user name is an identity number, so these events speak of ``account:<id>`` and ``profile:<id>`` instead.
"""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("people.account_opened", history_only=True)
class AccountOpened(Event):
    """Somebody can sign in now."""

    account_kind: str


@event("people.signed_in", history_only=True)
class SignedIn(Event):
    """Somebody signed in with a password."""

    account_kind: str


@event("people.account_locked", history_only=True)
class SignInLocked(Event):
    """Too many wrong passwords; `subject` is a digest of the user name or of the client's address."""

    scope: str
    failures: int
    minutes: int


@event("people.sign_in_policy_decided", history_only=True)
class SignInPolicyDecided(Event):
    """From `valid_from` so many wrong passwords lock a sign-in for so long."""

    failures_per_account: int
    failures_per_address: int
    window_minutes: int
    lock_minutes: int
    valid_from: date


@event("people.password_changed", history_only=True)
class PasswordChanged(Event):
    """The account has a new password; its other sessions have ended."""


@event("people.password_given", history_only=True)
class PasswordGiven(Event):
    """An administrator gave an officer a one-time password, to be changed at the next sign-in."""


@event("people.account_closed", history_only=True)
class AccountClosed(Event):
    """An administrator closed an officer's account: it cannot sign in, its sessions have ended."""


@event("people.account_reopened", history_only=True)
class AccountReopened(Event):
    """An administrator let an officer sign in again."""


@event("people.profile_remembered", history_only=True)
class ProfileRemembered(Event):
    """A person or organisation is known from now on, or better than before."""

    is_new: bool
