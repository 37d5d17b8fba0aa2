"""What can be refused about the warehouse, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class DuckDbNotInstalled(DomainError):
    """The optional package that reads and writes Parquet is not there."""

    text = mark("Máy này chưa cài DuckDB. Chạy tools/install warehouse rồi thử lại.")
    status = 503


class WarehouseBusy(DomainError):
    """Somebody else exports into the same folder."""

    text = mark("Thư mục {folder} đang có lần xuất khác ghi vào. Hãy đợi lần đó xong.")


class WarehouseForeign(DomainError):
    """The folder belongs to another house, or its state cannot be read."""

    text = mark("Thư mục {folder} không phải kho của hệ thống này hoặc tệp {file} đã hỏng. Hãy chọn thư mục khác.")


class QuestionFaulty(InvalidInput):
    """SQL that DuckDB does not take."""

    text = mark("Câu hỏi SQL không chạy được: {why}")
