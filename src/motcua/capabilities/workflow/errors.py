"""Refusals of the workflow, each stating the fact in Vietnamese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


@dataclass(frozen=True)
class Problem:
    """One reason against a process: `element` is the id in the file, `text` is marked and has named parameters."""

    element: str
    text: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.parameters)


class ProcessRefused(InvalidInput):
    """The process cannot be published; `problems` lists everything that is wrong, `fields` the same by element."""

    text = mark("Quy trình «{code}» chưa ban hành được. {problems}")

    def __init__(self, code: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        fields: dict[str, str] = {}
        for problem in problems:
            fields[problem.element] = " ".join(filter(None, [fields.get(problem.element), str(problem)]))
        super().__init__(fields=fields, code=code, problems=" ".join(map(str, problems)))


class PublishedTooEarly(InvalidInput):
    """A version cannot begin before the one it follows."""

    text = mark(
        "Phiên bản mới của quy trình «{code}» không thể có hiệu lực từ {wanted}: "
        "phiên bản {number} có hiệu lực từ {known}. Hãy chọn ngày muộn hơn."
    )


class TaskNotFound(DomainError):
    """No task has this id."""

    text = mark("Không tìm thấy công việc số {task}.")
    status = 404


class TaskAlreadyDone(DomainError):
    """The task was completed before."""

    text = mark("Bước «{name}» đã được {done_by} hoàn thành lúc {done_at}. Hãy mở lại trang để xem bước tiếp theo.")


class TaskCancelled(DomainError):
    """The task was taken back, with its process, before it was done."""

    text = mark("Bước «{name}» đã dừng lúc {cancelled_at} nên không xử lý được nữa.")


class ProcessIsSuspended(DomainError):
    """The process waits, for instance for a supplement: its tasks cannot be completed meanwhile."""

    text = mark("Quy trình của «{subject}» đang tạm dừng từ {since}. Hãy cho chạy tiếp trước khi hoàn thành bước.")


class OutcomeNotOffered(InvalidInput):
    """The step does not offer this outcome."""

    text = mark("Bước «{name}» không có kết quả «{outcome}». Hãy chọn một trong: {offered}.")


class ProcessAlreadyRunning(DomainError):
    """One subject goes through one process at a time."""

    text = mark("«{subject}» đang được xử lý theo một quy trình, không thể bắt đầu thêm.")


class BranchNotDecided(DomainError):
    """A gateway's condition cannot be answered with the data given."""

    text = mark("Chưa đủ dữ liệu để chọn nhánh theo điều kiện «{condition}»: {reason}.")
