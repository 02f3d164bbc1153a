"""The questions that a sheet raises: asked in a form, answered before anything is recorded."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo import store
from pvd_geo.formatting import curled, plural
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.markdown import plain
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from pvd_geo.sheets import Result
    from pvd_geo.sheets.questions import Question

_ANSWERS: Final = "pvd-sheet-answers"
_FEW: Final = 3
"""Answers that stand beside each other; more fold into a list."""


def answers(data: bytes) -> dict[str, str]:
    """Return what was answered about this file, and what holds from the files before.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    of_file, given = st.session_state.get(_ANSWERS, ("", {}))
    before = store.answers(recorded.engine())
    return before | (given if of_file == _mark(data) else {})


def ask(result: Result, data: bytes) -> None:
    """Ask what the file does not say; answers stay at hand once they are given."""
    if not result.questions:
        return
    given = answers(data)
    left = len(result.open)
    if left == 0:
        with st.expander(f"Vos réponses sur ce fichier ({len(result.questions)})"):
            _form(result.questions, data, given, "Changer les réponses")
        return
    title = plural(left, "question avant l’aperçu", "questions avant l’aperçu")
    with st.container(border=True):
        st.header(title, anchor=False)
        show(tag("p", "Rien n’est compté tant que vous n’avez pas répondu.", css="pvd-lead"))
        _form(result.questions, data, given, "Compter ainsi")


def _form(questions: tuple[Question, ...], data: bytes, given: dict[str, str], send: str) -> None:
    mark = _mark(data)
    # Another set of questions is another form: what it proposes is not what was typed before.
    name = f"pvd-questions-{mark}-{len(questions)}"
    with st.form(name, border=False):
        for topic, group in groupby(questions, key=lambda question: question.topic):
            st.subheader(plain(topic), anchor=False)
            for question in group:
                _field(question, f"{name}-{question.key}", given.get(question.key, ""))
        st.form_submit_button(send, type="primary", on_click=_keep, args=(mark, name, questions))


def _field(question: Question, key: str, answer: str) -> None:
    options = [choice.key for choice in question.choices]
    labels = {choice.key: curled(choice.label) for choice in question.choices}
    label = plain(question.text)
    if len(options) == 1:
        st.checkbox(f"{label} → {labels[options[0]]}", value=bool(answer), key=key)
        return
    chosen = answer or question.proposed
    index = options.index(chosen) if chosen in options else None
    if len(options) <= _FEW:
        st.radio(label, options, index=index, format_func=labels.__getitem__, key=key)
        return
    found, decided = st.columns([3, 2], vertical_alignment="center")
    with found:
        show(tag("p", question.text, aria_hidden="true", css="pvd-found"))
    decided.selectbox(
        label,
        options,
        index=index,
        format_func=labels.__getitem__,
        placeholder="Choisir",
        key=key,
        label_visibility="collapsed",
        filter_mode="contains",
    )


def _keep(mark: str, name: str, questions: tuple[Question, ...]) -> None:
    said = {}
    for question in questions:
        answer = st.session_state.get(f"{name}-{question.key}")
        if answer:
            # A box that is ticked gives the only answer there is.
            said[question.key] = question.choices[0].key if answer is True else answer
    st.session_state[_ANSWERS] = (mark, said)


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
