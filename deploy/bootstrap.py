"""Makes this checkout able to run: environment, locked packages, system libraries. Standard library only.

    python3 deploy/bootstrap.py         what the clinic needs
    python3 deploy/bootstrap.py --dev   and what its tests and checks need

The second run finds everything in place, needs no network and takes no time.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
OLDEST, TOO_NEW = (3, 11), (3, 15)
UV = "uv==0.13.9"
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]


def main() -> None:
    with_dev = "--dev" in sys.argv[1:]
    use_a_fitting_python()
    make_environment()
    install_packages(with_dev)
    install_libraries()


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def give_up(words: str) -> None:
    sys.exit(words)


def use_a_fitting_python() -> None:
    """Go on with another Python of this machine where this one does not fit."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    give_up(
        "Klinik needs Python 3.11 to 3.14, and this is {}.{}.\n"
        "On Debian 12 or newer: apt-get install python3 python3-venv".format(*sys.version_info[:2])
    )


def make_environment() -> None:
    needs = "sys" if STAMP.exists() else "pip"  # pip is its last piece: without it, making it was cut short
    if PYTHON.exists() and quietly([PYTHON, "-c", f"import {needs}"]) == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not apt_install([package]):
            give_up(
                "Python's venv module is not complete here. Install it, then try again:\n"
                f"  apt-get install {package}"
            )
    say("Making the environment in .venv ...")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)], "The environment in .venv could not be made.")


def install_packages(with_dev: bool) -> None:
    lock = DEV_LOCK if with_dev else LOCK
    wanted = {"runtime": digest(LOCK), "dev": digest(DEV_LOCK)}
    installed = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    if installed.get("runtime") == wanted["runtime"] and (
        not with_dev or installed.get("dev") == wanted["dev"]
    ):
        return

    say(f"Installing the packages of {lock.name} ...")
    if not (install_with_uv(lock) or install_with_pip(lock)):
        give_up(
            "The packages could not be installed. Is there a connection? The lines above say what failed."
        )
    STAMP.write_text(json.dumps(wanted if with_dev else {**wanted, "dev": None}))


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def install_with_uv(lock: Path) -> bool:
    """Quick: it downloads and unpacks side by side."""
    if quietly([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV]) != 0:
        return False
    return quietly([VENV / "bin" / "uv", "pip", "sync", "--quiet", "--python", PYTHON, lock]) == 0


def install_with_pip(lock: Path) -> bool:
    say("The quick way did not work; trying pip ...")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--require-hashes", "-r", str(lock)]
    return subprocess.run(command, env=environment()).returncode == 0


def environment() -> dict:
    """Ours, with room for uv's cache where there is no home, and with bytecode written for quick starts."""
    ours = {**os.environ, "UV_LINK_MODE": "copy", "UV_NATIVE_TLS": "1"}
    home = ours.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        ours["UV_CACHE_DIR"] = str(VENV / "cache")
    ours.pop("PYTHONDONTWRITEBYTECODE", None)
    return ours


def install_libraries() -> None:
    """Pango draws the certificates; everything else works without it."""
    if not pango_is_missing():
        return
    if not apt_install(PANGO_PACKAGES) or pango_is_missing():
        say(
            "Certificates cannot be printed yet: Pango is missing. Everything else works. Install it with:\n"
            f"  apt-get install {' '.join(PANGO_PACKAGES)}"
        )


def pango_is_missing() -> bool:
    loading = f"import ctypes; [ctypes.CDLL(name) for name in {PANGO!r}]"
    return quietly([sys.executable, "-c", loading]) != 0


def apt_install(packages: list) -> bool:
    """Install on Debian when we are root; False where that is for somebody else to do."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    say(f"Installing {', '.join(packages)} ...")
    ours = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [apt, "install", "-y", "-q", "--no-install-recommends", *packages]
    if subprocess.run(command, env=ours, capture_output=True).returncode == 0:
        return True
    subprocess.run(
        [apt, "update", "-q"], env=ours, capture_output=True
    )  # a new machine knows no packages yet
    return subprocess.run(command, env=ours, stdout=subprocess.DEVNULL).returncode == 0


def quietly(command: list) -> int:
    return subprocess.run(command, env=environment(), capture_output=True).returncode


def run(command: list, trouble: str) -> None:
    if subprocess.run(command, env=environment()).returncode != 0:
        give_up(trouble)


if __name__ == "__main__":
    main()
