"""Publishes one order. Usage: python publish_order.py [ORDER_ID [CUSTOMER_EMAIL]]

Settings, all from the environment: ENVIRONMENT_SUFFIX (default dev), AWS_REGION (default us-east-1), ACCOUNT_ID
(default 123456789012), and AWS_ENDPOINT_URL=http://127.0.0.1:4566 for the local cloud.
"""

import json
import os
import sys

import boto3

suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
region = os.environ.get("AWS_REGION", "us-east-1")
account = os.environ.get("ACCOUNT_ID", "123456789012")

order_event = {
    "orderId": sys.argv[1] if len(sys.argv) > 1 else "ORDER123456",
    "customerEmail": sys.argv[2] if len(sys.argv) > 2 else "customer@example.com",
    "customerName": "John Doe",
    "orderItems": [{"name": "Product", "quantity": 2, "price": "29.99"}],
    "orderTotal": "59.98",
    "orderTimestamp": "2024-10-08T12:00:00Z",
}

sns = boto3.client("sns", region_name=region)
answer = sns.publish(
    TopicArn=f"arn:aws:sns:{region}:{account}:email-order-events-{suffix}",
    Message=json.dumps(order_event),
)
print(answer["MessageId"])
