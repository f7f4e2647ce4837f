"""`make chaos`: two-way traffic while everything breaks; afterwards nothing is missing.

Processes that are killed with -9, a local Twilio in all its moods, and two records
that must agree in the end: Twilio's own and Odoo's.
"""
