"""The line: plays a published contact flow as Amazon Connect would, so that a laptop can call it.

`fetch` gets the flow that a phone number has, `flow` reads it and `known` refuses what the line cannot play. `engine`
goes from action to action along the flow's own branches; `actions` has one function for each type of action. What
happens on the way, `moments`, is told as it happens: `transcript` writes it down, `audio` lets it be heard.
"""
