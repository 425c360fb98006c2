"""Macros for the case flow: one graph, shown as a figure, as a list and as tables."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.flow import Node
from handbook.plan.plan import Plan
from handbook.plan.views import start_of, step_number, ways_from
from handbook.plan.vocabulary import Age, NodeKind
from macros.macro import Context, macro


@macro
def case_flow(context: Context) -> Markup:
    """Sagsgangen som figur og som liste, fx `{{ case_flow() }}`."""
    plan = context.plan
    numbered = [(step_number(node, plan), node, ways_from(node, plan)) for node in plan.steps]
    asks = [(node, ways_from(node, plan)) for node in plan.nodes if node.kind is NodeKind.QUESTION]
    exits = [node for node in plan.nodes if node.kind is NodeKind.EXIT]
    return context.html(
        "case_flow.html",
        mermaid=mermaid(plan),
        start=start_of(plan),
        asks=asks,
        steps=numbered,
        exits=exits,
        ages=list(Age),
        kinds=NodeKind,
    )


@macro
def who_does_what(context: Context, step: str) -> Markup:
    """Hvem gør hvad på et trin, for hver alder, fx `{{ who_does_what("modtages") }}`."""
    return context.html("who_does_what.html", node=context.find("steps", step), ages=list(Age))


@macro
def step_facts(context: Context) -> Markup:
    """På et trins side: nummer, kilde og hvem der orienteres, fx `{{ step_facts() }}`."""
    node = context.own(Node)
    hears = context.plan.roles[context.plan.flow.hears_of_all]
    return context.html("step_facts.html", node=node, number=step_number(node, context.plan), total=len(context.plan.steps), hears=hears)


@macro
def step_ages(context: Context) -> Markup:
    """På et trins side: hvem gør hvad, hvad registreres, frist og regler for hver alder, fx `{{ step_ages() }}`."""
    return context.html("step_ages.html", node=context.own(Node), ages=list(Age))


@macro
def step_next(context: Context) -> Markup:
    """På et trins side: vejene videre, fx `{{ step_next() }}`."""
    node = context.own(Node)
    return context.html("step_next.html", node=node, ways=ways_from(node, context.plan))


def mermaid(plan: Plan) -> str:
    """The case flow as Mermaid text, top-down and two columns wide.

    A step's ways out to exits are gathered in one box beside it: drawn one by one they would cross the
    whole figure and make it too wide for a phone.
    """
    lines = ["flowchart TD"]
    drawn: list[str] = []
    for node in plan.nodes:
        ways = ways_from(node, plan)
        outs = [end for _, end in ways if end.kind is NodeKind.EXIT]
        gathered = len(ways) > 1 and bool(outs)
        if node.kind is not NodeKind.EXIT:
            lines.append(f'  {_id(node)}["{_label(_title(node, plan))}"]:::{_CLASS[node.kind]}')
        for edge, end in ways:
            if end.kind is not NodeKind.EXIT or not gathered:
                drawn.append(f"  {_id(node)} -->{_when(edge.when)} {_id(end)}")
        if gathered:
            names = "<br/>".join(_label(end.short) for end in outs)
            lines.append(f'  {_id(node)}_ud["{names}"]:::exit')
            drawn.append(f"  {_id(node)} --> {_id(node)}_ud")
    alone = {line.split()[-1] for line in drawn}
    ends = [node for node in plan.nodes if node.kind is NodeKind.EXIT and _id(node) in alone]
    lines += [f'  {_id(node)}["{_label(node.short)}"]:::exit' for node in ends]
    return "\n".join([*lines, *drawn])


_CLASS = {
    NodeKind.START: "start",
    NodeKind.QUESTION: "question",
    NodeKind.ACUTE: "acute",
    NodeKind.STEP: "step",
    NodeKind.EXIT: "exit",
}


def _id(node: Node) -> str:
    return node.id.replace("-", "_")


def _title(node: Node, plan: Plan) -> str:
    return f"{step_number(node, plan)}. {node.short}" if node.kind is NodeKind.STEP else node.short


def _when(when: str | None) -> str:
    return f'|"{_label(when)}"|' if when else ""


def _label(text: str) -> str:
    """Text inside Mermaid's quotes: `#` begins its entities, a backtick its Markdown."""
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        text = text.replace(sign, entity)
    return text
