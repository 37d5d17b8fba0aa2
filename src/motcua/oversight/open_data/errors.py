"""What can be refused about open data, stated as a fact."""

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark


class ParquetNotInstalled(DomainError):
    """The optional package that writes Parquet is not there."""

    text = mark("Máy chủ này chưa cài gói ghi Parquet (tools/install warehouse). Hãy tải tệp CSV.")
    status = 503
