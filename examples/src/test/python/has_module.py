"""Prints whether a module is installed.

usage: has_module.py NAME
"""
import importlib.util
import sys

print("yes" if importlib.util.find_spec(sys.argv[1]) else "no")
