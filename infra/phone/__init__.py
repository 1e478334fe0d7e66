"""The phone: plays a published contact flow as Amazon Connect would, so that a laptop can call the line.

Begin with `line`, which fetches the flow of a phone number and makes a call to it. `playable_flow` has `contact_flow`
check the flow and refuses what the phone cannot play; `engine` goes from action to action along the flow's branches;
`actions` has one function for each type of action. The `events` of a call are reported as they happen: `transcript`
prints them, `audio` plays them.
"""
