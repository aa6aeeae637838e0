"""Talking to the logins of organisations (OpenID Connect): few at a time, briefly, and with the public alone.

An issuer is a machine that a director named, so it may be slow, endless or hostile. Whatever asks one goes
through `asking.ask`: one request, one deadline for all of it, a limit on bytes, no redirect, and connected to
the very address that was looked at (`places`).
"""
