"""What the servers of the local cloud share: a process on the loopback interface, boto3 clients, and errors.

Begin with `process.LocalServer`, with which `infra.local` runs the emulator of AWS and `infra.fake_connect` runs the
fake Amazon Connect.
"""
