"""Exports of the tools that teams register and meet with: one small description a tool.

A new tool is a new description in `known`, and a file of it in the tests.
"""
