"""Publishes the order events of JSON files. Usage: python publish_file.py FILE...

Where the package jsonschema is installed, each event is checked first, and one that does not fit is not published: the field and
what is allowed there are printed, never the value.

Settings, all from the environment: ENVIRONMENT_SUFFIX (default dev), AWS_REGION (default us-east-1), ACCOUNT_ID
(default 123456789012), and AWS_ENDPOINT_URL=http://127.0.0.1:4566 for the local cloud.
"""

import json
import os
import pathlib
import sys

import boto3

try:
    import jsonschema
except ImportError:
    jsonschema = None

SCHEMA = pathlib.Path(__file__).parents[2] / "schema" / "order-event.schema.json"


def problems(event):
    """What does not fit, one line each; empty where everything does or nothing can be checked."""
    if jsonschema is None:
        return []
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    return list(dict.fromkeys(map(describe, validator.iter_errors(event))))


def describe(error):
    """Names the field and what is allowed there, never the value."""
    field = ".".join(map(str, error.absolute_path)) or "the event"
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"{field} lacks {', '.join(missing)}"
    return f"{field} does not fit: {error.schema.get('description') or error.validator_value}"


suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
region = os.environ.get("AWS_REGION", "us-east-1")
account = os.environ.get("ACCOUNT_ID", "123456789012")
sns = boto3.client("sns", region_name=region)
failed = False

for file in sys.argv[1:]:
    event = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    found = problems(event)
    if found:
        failed = True
        print(f"{file} is not published:", *found, sep="\n  ", file=sys.stderr)
        continue
    answer = sns.publish(
        TopicArn=f"arn:aws:sns:{region}:{account}:email-order-events-{suffix}",
        Message=json.dumps(event),
    )
    print(answer["MessageId"])

sys.exit(1 if failed else 0)
