"""The door of honest figures: the honest rate beside the official one."""

from motcua.oversight.honesty.queries.honest import Beside, Rates, beside, rates, rates_by_agency

__all__ = ["Beside", "Rates", "beside", "rates", "rates_by_agency"]
