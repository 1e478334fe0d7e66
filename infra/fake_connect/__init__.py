"""A stand-in for Amazon Connect on the loopback: what the emulator lacks, as strict as Connect's own model.

A request passes, in this order (`service`): `server` takes it, `routes` finds its operation, `parameters` reads it,
`faults` may spoil it, `throttle` may refuse it, `validation` holds it against the model, `rights` asks the IAM of the
local cloud, and one of `flows`, `functions`, `numbers` and `tags` (listed in `operations`) does it to the `state`.

`process` starts it for as long as the local cloud runs, `thread` for as long as a test does. Either way `control` tells
it to fail (through the `backdoor`) and shows what it was asked; `ids` names what there is from the start.

Where Connect's documentation leaves a question open, the stricter reading is taken: what passes here passes there.
"""
