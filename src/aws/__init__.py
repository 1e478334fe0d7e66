"""The adapters to AWS that the functions share: all that knows botocore is in here."""
