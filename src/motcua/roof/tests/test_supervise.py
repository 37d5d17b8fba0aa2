"""The supervisor keeps the house alive, and nothing outlives it."""

import signal
import socket
from contextlib import suppress

import psutil
import pytest

from motcua.roof import supervise
from tests.running import House, new_home, wait_until

pytestmark = pytest.mark.crash
SERVERS = 2


@pytest.fixture(scope="module")
def lasting_house():
    with new_home() as home:
        house = House(home)
        yield house
        house.clear()


@pytest.fixture
def house(lasting_house):
    """A running house, whatever the test before has done to it."""
    if not lasting_house.is_running():
        lasting_house.start()
    return lasting_house


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_process_is_started_again(house, name):
    before = house.process(name)
    before.kill()
    wait_until(lambda: (now := house.process(name)) and now.pid != before.pid, what=house.said)
    wait_until(house.answers, what=house.said)


def test_a_killed_relay_is_started_again_with_its_worker(house):
    wait_until(lambda: _relay(house), what=house.said)
    before = _relay(house)
    before.kill()
    wait_until(lambda: (now := _relay(house)) and now.pid != before.pid, what=house.said)
    assert _relay(house).ppid() == house.process("worker").pid


def test_a_killed_worker_takes_its_relay_with_it(house):
    wait_until(lambda: _relay(house), what=house.said)
    relay = _relay(house)
    house.process("worker").kill()
    wait_until(lambda: not _lives(relay), what=house.said)
    wait_until(lambda: _relay(house), what=house.said)


def test_a_killed_server_of_pages_is_started_again(house):
    wait_until(lambda: len(house.process("web").children()) >= SERVERS, what=house.said)
    before = {child.pid for child in house.process("web").children()}
    psutil.Process(min(before)).kill()
    wait_until(lambda: len({child.pid for child in house.process("web").children()} - before) == 1)
    wait_until(house.answers, what=house.said)


def test_a_killed_postgresql_is_started_again_at_the_same_address(house):
    pid, url = house.server.pid(), house.server.url()
    psutil.Process(pid).kill()
    wait_until(lambda: house.server.is_running() and house.server.pid() != pid, what=house.said)
    assert house.server.url() == url
    wait_until(house.answers, what=house.said)


def test_a_command_beside_the_running_house_leaves_postgresql_running(house):
    done = house.command("showmigrations", "--plan")
    assert done.returncode == 0, done.stderr
    assert house.server.is_running()


def test_when_the_supervisor_is_killed_its_children_end_and_the_next_start_recovers(house):
    children = house.processes()[1:]
    house.supervisor.kill()
    house.supervisor.wait()
    wait_until(lambda: not any(_lives(child) for child in children), what=house.said)
    assert house.server.is_running()
    house.start()
    assert house.answers()


def test_ctrl_c_stops_everything(house):
    everything = house.processes()
    assert house.stop() == 0
    assert not any(_lives(process) for process in everything)
    assert not house.server.is_running()


def test_after_a_stop_the_next_start_finds_everything_and_sigterm_stops_it_too(house):
    house.stop()
    house.start()
    assert house.answers()
    assert house.stop(signal.SIGTERM) == 0
    assert not house.server.is_running()


def test_the_first_free_port_is_taken(monkeypatch):
    monkeypatch.delenv("MOTCUA_PORT", raising=False)
    assert supervise.choose_port(lambda port: port != 8000) == 8001


def test_two_houses_that_start_at_once_do_not_share_a_port(monkeypatch):
    monkeypatch.delenv("MOTCUA_PORT", raising=False)
    monkeypatch.setattr(supervise, "_claims", claims := [])
    first, second = supervise.choose_port(), supervise.choose_port()
    for claim in claims:
        claim.close()
    assert first != second


def test_a_port_asked_for_that_is_taken_is_refused_in_words(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("MOTCUA_PORT", str(port))
        with pytest.raises(supervise.StartFailed, match=str(port)):
            supervise.choose_port()


def _relay(house):
    for child in house.processes():
        with suppress(psutil.Error):
            if child.name() == "motcua-relay" and _lives(child):
                return child
    return None


def _lives(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
