# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small internet of one's own: hosts that are network namespaces, a router between them, and faults at will.

Everything lies inside one user namespace, so it needs no rights and leaves nothing behind. A host has an
address of each family, its own list of certificate authorities, and its own place to ask for names."""

import concurrent.futures
import ctypes
import os
import pathlib
import signal
import subprocess
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "interop"))

DOMAIN = "lab.example"
INSIDE = "EARSHOT_LAB_INSIDE"
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)

NAME_SERVICE = "passwd: files\ngroup: files\nhosts: files dns\n"
RULES = """
table inet lab {
  chain pass {
    type filter hook forward priority 0; policy accept;
  }
}
"""


def enter():
    """Starts this program again inside namespaces of its own; fails in words where that is not allowed."""
    if os.environ.get(INSIDE):
        run("ip", "link", "set", "lo", "up")
        return
    namespaces = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
    tried = subprocess.run([*namespaces, "ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1"],
                           capture_output=True, text=True)
    if tried.returncode != 0:
        print("1..1\nnot ok 1 - network namespaces: this machine does not let an ordinary user make them "
              f"({tried.stderr.strip()}). They need a kernel with kernel.unprivileged_userns_clone=1 and "
              "kernel.apparmor_restrict_unprivileged_userns=0.")
        sys.exit(1)
    os.environ[INSIDE] = "1"
    # The buses of the desk know us by another user id here; GIO asks the kernel for the state of the network.
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "disabled:"
    os.environ.pop("GIO_USE_NETWORK_MONITOR", None)
    os.execvp(namespaces[0], [*namespaces, sys.executable, *sys.argv])


def run(*command, check=True, text_in=None):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, input=text_in)
    if check and done.returncode != 0:
        raise OSError(f"{' '.join(map(str, command))}: {done.stderr.strip() or done.returncode}")
    return done.stdout


class Host:
    """One machine of the lab."""

    def __init__(self, folder, name):
        self.name = name
        self.folder = folder
        self.number = 0
        self.last = 2
        self.inside = []
        self.resolver = folder / f"{name}.resolv.conf"
        self.resolver.write_text("options timeout:1 attempts:1\n")
        services = folder / "nsswitch.conf"
        services.write_text(NAME_SERVICE)
        authorities = folder / f"{name}.authorities.pem"
        authorities.touch()
        self.authorities = authorities
        script = (f'mount --bind "{self.resolver}" /etc/resolv.conf; mount --bind "{services}" /etc/nsswitch.conf; '
                  f'mount --bind "{authorities}" /etc/ssl/certs/ca-certificates.crt; ip link set lo up; '
                  "sysctl -qw net.ipv6.conf.all.keep_addr_on_down=1 net.ipv6.conf.all.accept_dad=0 "
                  "net.ipv6.conf.default.accept_dad=0; echo ready; exec sleep infinity")
        self.holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "sh", "-ec", script], stdout=subprocess.PIPE, text=True,
            start_new_session=True, preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
        if self.holder.stdout.readline().strip() != "ready":
            raise OSError(f"the host {name} did not come up")
        self.inside = ["nsenter", "--target", str(self.holder.pid), "--net", "--mount", "--"]

    @property
    def ip4(self):
        return f"10.0.{self.number}.{self.last}"

    @property
    def ip6(self):
        return f"fd00:{self.number}::{self.last}"

    def run(self, *command, **options):
        return run(*self.inside, *command, **options)

    def enter(self):
        """Moves the calling thread, and no other, to this host: what it binds and connects from now on is there."""
        descriptor = os.open(f"/proc/{self.holder.pid}/ns/net", os.O_RDONLY)
        os.setns(descriptor, os.CLONE_NEWNET)
        os.close(descriptor)

    def do(self, function):
        """What a function gives back that runs at this host, in a thread of its own."""
        def work():
            self.enter()
            return function()
        with concurrent.futures.ThreadPoolExecutor(1) as one:
            return one.submit(work).result()

    def address(self):
        """Gives the host its addresses and its way out."""
        for family, own, gate in (("-4", f"{self.ip4}/24", f"10.0.{self.number}.1"),
                                  ("-6", f"{self.ip6}/64", f"fd00:{self.number}::1")):
            flags = ["nodad"] if family == "-6" else []
            self.run("ip", family, "addr", "replace", own, "dev", "eth0", *flags)
            self.run("ip", family, "route", "replace", "default", "via", gate)

    def move(self, last):
        """Another address of each family; the old ones are gone at once."""
        self.run("ip", "addr", "flush", "dev", "eth0", "scope", "global")
        self.last = last
        self.address()

    def unplug(self):
        self.run("ip", "link", "set", "eth0", "down")

    def plug(self):
        self.run("ip", "link", "set", "eth0", "up")
        self.address()

    def set_mtu(self, octets):
        self.run("ip", "link", "set", "eth0", "mtu", octets)

    def reset_connections(self, port, peer=None):
        """RST to both ends of every connection of a port, or of those with one peer."""
        whose = f"and ( dst {peer.ip4} or dst [{peer.ip6}] )" if peer else ""
        self.run("ss", "-K", "state", "established", f"( sport = :{port} ) {whose}")

    def connections(self, peer, ports=None):
        """The established connections with a peer, as lines."""
        wanted = [] if ports is None else ["(", " or ".join(f"sport = :{port}" for port in ports), ")"]
        lines = self.run("ss", "-tnH", "state", "established", " ".join(wanted)).splitlines()
        return [line for line in lines if f"{peer.ip4}:" in line or f"[{peer.ip6}]:" in line]

    def ask_names_at(self, *servers):
        self.resolver.write_text("options timeout:1 attempts:2\n" +
                                 "".join(f"nameserver {server.ip4}\n" for server in servers))

    def trust(self, authority):
        """The bundle that the system's TLS reads."""
        self.authorities.write_bytes(authority.read_bytes())

    def stop(self):
        self.holder.kill()
        self.holder.wait()
        self.holder.stdout.close()


class World:
    """Hosts, each on a cable of its own to one router."""

    lock = threading.Lock()

    def __init__(self, folder, names=("a", "b", "server")):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.stoppables = []
        self.router = Host(folder, "router")
        self.router.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
        self.router.run("nft", "-f", "-", text_in=RULES)
        self.hosts = {}
        for name in names:
            self.add_host(name)

    def add_host(self, name):
        host = Host(self.folder, name)
        host.number = len(self.hosts) + 1
        self.hosts[name] = host
        cable = f"to-{name}"
        self.router.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", host.holder.pid)
        self.router.run("ip", "addr", "add", f"10.0.{host.number}.1/24", "dev", cable)
        self.router.run("ip", "addr", "add", f"fd00:{host.number}::1/64", "dev", cable, "nodad")
        self.router.run("ip", "link", "set", cable, "up")
        host.run("ip", "link", "set", "eth0", "up")
        host.address()
        return host

    def __getitem__(self, name):
        return self.hosts[name]

    def blackhole(self, name):
        """Nothing passes to or from a host, and nobody is told."""
        for side in ("iifname", "oifname"):
            self.router.run("nft", "add", "rule", "inet", "lab", "pass", side, f"to-{name}", "drop")

    def drop(self, *rule):
        """What matches an nft rule is lost on the way."""
        self.router.run("nft", "add", "rule", "inet", "lab", "pass", *rule, "drop")

    def heal(self):
        self.router.run("nft", "flush", "chain", "inet", "lab", "pass")

    def set_mtu(self, name, octets):
        self[name].set_mtu(octets)
        self.router.run("ip", "link", "set", f"to-{name}", "mtu", octets)

    def keep(self, stoppable):
        """Something to be stopped with the world, last come first gone."""
        self.stoppables.append(stoppable)
        return stoppable

    def stop(self):
        for stoppable in reversed(self.stoppables):
            stoppable.stop()
        for host in [*self.hosts.values(), self.router]:
            host.stop()
