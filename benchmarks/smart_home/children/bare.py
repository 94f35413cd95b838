"""A client of the same library that only counts: what the broker passes.

python bare.py PORT WANTED < the server's password

Prints a line when it listens, and the moment at which the last state had come.
"""

import json
import sys
import time
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from penstock.casework.device.identity import LISTENED


def main(port: int, wanted: int) -> None:
    states = 0
    client: Any = Client(
        CallbackAPIVersion.VERSION2, client_id="bare", clean_session=False, manual_ack=True
    )
    client.username_pw_set("penstock", sys.stdin.readline().strip())

    def connected(*_: Any) -> None:
        client.subscribe([(each, 1) for each in LISTENED])

    def subscribed(*_: Any) -> None:
        print(json.dumps({"ready": True}), flush=True)

    def came(_client: Any, _data: Any, message: Any) -> None:
        nonlocal states
        client.ack(message.mid, message.qos)
        states += message.topic.endswith("/state")

    client.on_connect, client.on_subscribe, client.on_message = connected, subscribed, came
    client.connect("127.0.0.1", port)
    while states < wanted:
        client.loop(timeout=0.2)
    print(json.dumps({"ended_s": time.monotonic()}), flush=True)
    client.disconnect()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
