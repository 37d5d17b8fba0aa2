"""The door of honest figures: the honest rate beside the official one."""

from motcua.oversight.honesty.queries.honest import Rates, rates, rates_by_agency

__all__ = ["Rates", "rates", "rates_by_agency"]
