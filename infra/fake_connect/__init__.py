"""A fake Amazon Connect, which the emulator of AWS lacks. It is as strict as Connect's own service model.

Begin with `fake.FakeConnect`, which performs the operations in `flows`, `functions`, `numbers` and `tags`. Run it in
process with `in_process.InProcessClient`, in a thread with `server.serve_in_thread`, or in a process of its own with
`server.FakeConnectProcess`.

Where Connect's documentation leaves a question open, the fake takes the stricter reading, so that what works here also
works in Connect.
"""
