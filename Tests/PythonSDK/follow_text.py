"""Goes the way of an application with the official Python SDK (symbl, symbl-rest): token, text, job, result.

Usage: follow_text.py BASE_URL APP_ID APP_SECRET

The base URL is all that the SDK is told about the server.
"""

import sys

from symbl_rest import Configuration

base_url, app_id, app_secret = sys.argv[1:]
configuration = Configuration()
configuration.host = base_url
Configuration.set_default(configuration)

# Only now: the SDK makes its clients when it is imported, each with the configuration of that moment.
import symbl  # noqa: E402
from symbl import AuthenticationToken  # noqa: E402

credentials = {"app_id": app_id, "app_secret": app_secret}
talk = {
    "name": "Planning",
    "messages": [
        {
            "payload": {"content": "Hello Bob. What is the budget?", "contentType": "text/plain"},
            "from": {"name": "Ann", "userId": "ann@example.com"},
            "duration": {"startTime": "2020-07-21T16:02:19.990Z", "endTime": "2020-07-21T16:02:23.990Z"},
        },
        {
            "payload": {"content": "I'll send you the budget tomorrow. Let's schedule a call."},
            "from": {"name": "Bob", "userId": "bob@example.com"},
        },
    ],
}


def show(title, items):
    print(f"{title}:")
    for item in items:
        print(f"  {item.text}  (score {item.score}, messages {item.message_ids})")


conversation = symbl.Text.process(payload=talk, credentials=credentials, wait=True)
print(f"token: {len(AuthenticationToken.get_access_token())} characters")
print(f"job {conversation.get_job_id()}: {conversation.get_job_status()}")

overview = conversation.get_conversation()
print(f"conversation {overview.id}: {overview.name}, {overview.start_time} to {overview.end_time}")
print("members:", ", ".join(f"{member.name} <{member.email}>" for member in conversation.get_members().members))
print("messages:")
messages = conversation.get_messages().messages
for message in messages:
    print(f"  {message.id} {message._from.name}: {message.text}")
show("questions", conversation.get_questions().questions)
show("action items", conversation.get_action_items().action_items)
show("follow-ups", conversation.get_follow_ups().follow_ups)
show("topics", conversation.get_topics().topics)
print("analytics:", ", ".join(f"{metric.type} {metric.seconds} s" for metric in conversation.get_analytics().metrics))

more = {"messages": [{"payload": {"content": "One more thing."}, "from": {"name": "Cy"}}]}
appended = symbl.Text.append(
    payload=more, conversation_id=conversation.get_conversation_id(), credentials=credentials, wait=True
)
print(f"appended by job {appended.get_job_id()}: {appended.get_job_status()}")
texts = [message.text for message in appended.get_messages().messages]
print(f"messages now: {len(texts)}, the last: {texts[-1]}")

expected = [message["payload"]["content"] for message in talk["messages"] + more["messages"]]
if texts != expected or conversation.get_job_status() != "completed":
    sys.exit("the messages that came back are not those that were submitted")
