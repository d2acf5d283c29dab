# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An authority of the lab and certificates with every fault one meets."""

from lab import DOMAIN, run

HOSTS = (DOMAIN, f"v4.{DOMAIN}", f"v6.{DOMAIN}", f"node1.{DOMAIN}", f"node2.{DOMAIN}")
LONG_AGO, YESTERDAY, TOMORROW, FAR = "20200101000000Z", "20210101000000Z", "20980101000000Z", "20990101000000Z"


class Authority:
    """Signs what is asked; every key is its own unless a name is given twice."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.key, self.certificate = folder / "authority.key", folder / "authority.pem"
        self.make_key(self.key)
        run("openssl", "req", "-x509", "-new", "-key", self.key, "-out", self.certificate, "-days", 30,
            "-subj", "/CN=Lab Authority", "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    @staticmethod
    def make_key(path):
        run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)

    def make(self, name, hosts=HOSTS, subject="server", begin=None, end=None):
        """Certificate and key; hosts empty: no subject alternative name at all."""
        key, request, out = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        extensions = self.folder / f"{name}.ext"
        lines = ["basicConstraints=CA:FALSE", "extendedKeyUsage=serverAuth"]
        if hosts:
            lines.append("subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts))
        extensions.write_text("\n".join(lines) + "\n")
        self.make_key(key)
        run("openssl", "req", "-new", "-key", key, "-subj", f"/CN={subject}", "-out", request)
        times = ["-not_before", begin, "-not_after", end] if begin else ["-days", 30]
        run("openssl", "x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key,
            "-CAcreateserial", "-extfile", extensions, "-out", out, *times)
        return out, key

    def make_self_signed(self, name, hosts=HOSTS):
        key, out = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        self.make_key(key)
        run("openssl", "req", "-x509", "-new", "-key", key, "-out", out, "-days", 30, "-subj", "/CN=self",
            "-addext", "subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts))
        return out, key

    def make_faulty(self, fault):
        """A certificate for the lab's domain with one thing wrong."""
        ways = {
            "expired": lambda: self.make(fault, begin=LONG_AGO, end=YESTERDAY),
            "not yet valid": lambda: self.make(fault, begin=TOMORROW, end=FAR),
            "wrong host": lambda: self.make(fault, hosts=("elsewhere.example",)),
            "CN only": lambda: self.make(fault, hosts=(), subject=DOMAIN),
            "wildcard": lambda: self.make(fault, hosts=(f"*.{DOMAIN}",)),
            "self-signed": lambda: self.make_self_signed(fault),
        }
        return ways[fault]()
