"""Everything that one run measures, program by program, round by round in turn."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks import crowd
from benchmarks.browser import visit
from benchmarks.served import serve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.browser import Visit
    from benchmarks.crowd import Pressure
    from benchmarks.served import Program, Served
    from playwright.sync_api import Browser


@dataclass(frozen=True)
class Plan:
    """How much to measure.

    Parameters
    ----------
    rounds
        Visits with a browser for each program.
    crowds
        Spells of each crowd for each program.
    filters
        Changes of region in a visit.
    changes
        Changes of region over which server CPU is taken.
    spell
        Seconds that a crowd keeps asking.
    """

    rounds: int = 5
    crowds: int = 3
    filters: int = 4
    changes: int = 36
    spell: float = 6.0


QUICK = Plan(rounds=1, crowds=1, filters=2, changes=18, spell=3.0)


@dataclass
class Findings:
    """What was found about one program."""

    program: Program
    visits: list[Visit] = field(default_factory=list)
    memory: dict[int, float] = field(default_factory=dict)
    cpu: list[float] = field(default_factory=list)
    paced: dict[int, list[Pressure]] = field(default_factory=dict)
    pressed: dict[int, list[Pressure]] = field(default_factory=dict)


def everything(programs: Sequence[Program], browser: Browser, plan: Plan) -> list[Findings]:
    """Measure programs side by side: each round goes through all of them."""
    found = [Findings(program) for program in programs]
    for findings in found:  # alone, because memory is that of a server that just started
        if not findings.program.crowded:
            continue
        with serve(findings.program) as served:
            _say(findings, "memory")
            findings.memory = crowd.memory(served)
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(program)) for program in programs]
        for served in servers:
            visit(browser, served, 1)  # the first visitor pays for imports and caches
        for number in range(plan.rounds):
            for findings, served in zip(found, servers, strict=True):
                _say(findings, f"visit {number + 1}")
                findings.visits.append(visit(browser, served, plan.filters))
        for number in range(plan.crowds):
            for findings, served in zip(found, servers, strict=True):
                if findings.program.crowded:
                    _say(findings, f"crowd {number + 1}")
                    _crowds(findings, served, plan)
    return found


def growth(programs: Sequence[Program], browser: Browser, plan: Plan) -> list[Findings]:
    """Measure visits alone."""
    found = [Findings(program) for program in programs]
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(program)) for program in programs]
        for served in servers:
            visit(browser, served, 1)
        for number in range(plan.rounds):
            for findings, served in zip(found, servers, strict=True):
                _say(findings, f"visit {number + 1}")
                findings.visits.append(visit(browser, served, plan.filters))
                findings.cpu.append(crowd.cpu(served, plan.changes))
    return found


def _crowds(findings: Findings, served: Served, plan: Plan) -> None:
    findings.cpu.append(crowd.cpu(served, plan.changes))
    for sessions in (10, 30):
        paced = findings.paced.setdefault(sessions, [])
        paced.append(crowd.paced(served, sessions, plan.spell))
        pressed = findings.pressed.setdefault(sessions, [])
        pressed.append(crowd.pressed(served, sessions, plan.spell))


def _say(findings: Findings, what: str) -> None:
    print(f"{findings.program.name}: {what}", flush=True)
