"""Reading, proving and running a process. Plain Python."""
