"""Prints the status of every email of an order. Usage: python order_status.py ORDER_ID

Settings, all from the environment: ENVIRONMENT_SUFFIX (default dev), AWS_REGION (default us-east-1), and
AWS_ENDPOINT_URL=http://127.0.0.1:4566 for the local cloud.
"""

import os
import sys

import boto3

suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
region = os.environ.get("AWS_REGION", "us-east-1")

table = boto3.resource("dynamodb", region_name=region).Table(f"email-delivery-tracking-{suffix}")
answer = table.query(
    IndexName="OrderIdIndex",
    KeyConditionExpression="orderId = :order_id",
    ExpressionAttributeValues={":order_id": sys.argv[1] if len(sys.argv) > 1 else "ORDER123456"},
)
for item in answer["Items"]:
    print(item["emailType"], item["status"], item["timestamp"])
