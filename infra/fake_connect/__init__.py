"""A fake Amazon Connect, which the emulator of AWS lacks. It is as strict as Connect's own service model.

Begin with `service.FakeConnect`, which performs the operations in `flows`, `functions`, `numbers` and `tags`. Run it in
process with `client.InProcessClient`, in a thread with `server.serve_in_thread`, or in a process of its own with
`server.FakeConnectProcess`.

Where Connect's documentation leaves a question open, the fake is the stricter one: what works here works there.
"""
