"""The door of workflow: publish and look up processes, move runs (steps), list tasks."""

from motcua.capabilities.workflow.actions.entering import enter_process
from motcua.capabilities.workflow.actions.holding import assign_task, cancel_process, resume_process, suspend_process
from motcua.capabilities.workflow.actions.publishing import publish_process
from motcua.capabilities.workflow.actions.running import complete_task, start_process
from motcua.capabilities.workflow.queries.processes import (
    ProcessView,
    examine_process,
    process_on,
    process_picture,
    process_version,
)
from motcua.capabilities.workflow.queries.tasks import (
    TaskEntry,
    TaskView,
    inbox,
    inbox_count,
    open_task,
    open_tasks,
    open_tasks_of,
    task_history,
)
from motcua.capabilities.workflow.queries.waiting import DoneTask, StepWait, Waiting, done_by, step_waits, waiting_at
from motcua.capabilities.workflow.rules.examination import Examination, StepView
from motcua.capabilities.workflow.rules.model import Outcome

__all__ = [
    "DoneTask",
    "Examination",
    "Outcome",
    "ProcessView",
    "StepView",
    "StepWait",
    "TaskEntry",
    "TaskView",
    "Waiting",
    "assign_task",
    "cancel_process",
    "complete_task",
    "done_by",
    "enter_process",
    "examine_process",
    "inbox",
    "inbox_count",
    "open_task",
    "open_tasks",
    "open_tasks_of",
    "process_on",
    "process_picture",
    "process_version",
    "publish_process",
    "resume_process",
    "start_process",
    "step_waits",
    "suspend_process",
    "task_history",
    "waiting_at",
]
