/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Event packages over a real line to the presence server that events.py started: watched by ourselves, we publish. */

#include "doubles-body.h"
#include "doubles-credentials.h"
#include "doubles-wait.h"
#include "sip-status.h"
#include "transport-clock.h"
#include "transport-finder.h"
#include "ua-dialog-info.h"
#include "ua-message-summary.h"
#include "ua-multipart.h"
#include "ua-pidf.h"
#include "ua-publisher.h"
#include "ua-subscriber.h"

#include <string.h>

typedef struct
{
  SipClock      *clock;
  SipTokens     *tokens;
  UaCredentials *credentials;
  UaConnection  *connection;
  UaAgent       *agent;
  UaSubscriber  *subscriber;
  UaPublisher   *publisher;
  char          *content_type;
  GBytes        *body;      /* the newest that came */
  guint          n_notified;
  guint          n_published;
  guint          n_renewed; /* SUBSCRIBEs with a To tag */
  gboolean       ended;
  GError        *error;
} Line;

static void
subscriber_notified_cb (UaSubscriber *subscriber,
                        const char   *content_type,
                        GBytes       *body,
                        guint         phase,
                        guint         fork,
                        Line         *self)
{
  self->n_notified++;
  if (content_type == NULL)
    return;
  g_set_str (&self->content_type, content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
}

static void
subscriber_ended_cb (UaSubscriber *subscriber,
                     const GError *error,
                     Line         *self)
{
  self->ended = TRUE;
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
publisher_published_cb (UaPublisher *publisher,
                        Line        *self)
{
  self->n_published++;
}

static void
agent_traced_cb (UaAgent    *agent,
                 gboolean    outgoing,
                 const char *text,
                 Line       *self)
{
  g_autofree char *to = NULL;
  const char *found = g_strstr_len (text, -1, "\nTo: ");

  if (!outgoing || !g_str_has_prefix (text, "SUBSCRIBE ") || found == NULL)
    return;
  to = g_strndup (found + 1, strcspn (found + 1, "\r\n"));
  self->n_renewed += strstr (to, ";tag=") != NULL;
}

static Line *
line_new (const char *event)
{
  Line *self = g_new0 (Line, 1);
  g_autoptr (SipAddress) address = sip_address_parse ("<sip:alice@example.org>", -1, NULL);
  g_autoptr (TransportSource) source = NULL;

  self->clock = transport_clock_new ();
  self->tokens = sip_tokens_new ();
  self->credentials = UA_CREDENTIALS (doubles_credentials_new ("example.org", "alice", "secret"));
  source = transport_finder_new (self->clock, self->tokens, NULL);
  self->connection = ua_connection_new (g_getenv ("EARSHOT_SERVER"), self->clock, self->tokens, source);
  self->agent = ua_agent_new (address, self->connection, self->credentials, self->clock, self->tokens);
  self->subscriber = ua_subscriber_new (self->agent, sip_address_get_uri (address), event, NULL);
  self->publisher = ua_publisher_new (self->agent, sip_address_get_uri (address), event, NULL);
  g_signal_connect (self->agent, "traced", G_CALLBACK (agent_traced_cb), self);
  g_signal_connect (self->subscriber, "notified", G_CALLBACK (subscriber_notified_cb), self);
  g_signal_connect (self->subscriber, "ended", G_CALLBACK (subscriber_ended_cb), self);
  g_signal_connect (self->publisher, "published", G_CALLBACK (publisher_published_cb), self);
  ua_agent_start (self->agent);
  return self;
}

static void
line_free (Line *self)
{
  g_auto (DoublesAnswer) stopped = { 0 };

  ua_subscriber_terminate (self->subscriber);
  ua_publisher_terminate (self->publisher);
  ua_agent_stop_async (self->agent, NULL, doubles_answer_cb, &stopped);
  ua_agent_stop_finish (self->agent, doubles_answer_wait (&stopped), NULL);
  doubles_answer_clear (&stopped);
  g_assert_finalize_object (self->subscriber);
  g_assert_finalize_object (self->publisher);
  g_clear_object (&self->agent);
  g_clear_object (&self->connection);
  g_clear_object (&self->credentials);
  g_clear_object (&self->tokens);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static void
publish (Line              *self,
         UaPidfBasic        basic,
         const char *const *activities,
         const char        *note)
{
  g_autoptr (GBytes) body = ua_pidf_build ("sip:alice@example.org", basic, activities, note);

  ua_publisher_publish (self->publisher, UA_PIDF_CONTENT_TYPE, body);
}

/* What we are said to be; NULL: nothing yet. A new reference. */
static UaPidf *
read_pidf (Line *self)
{
  g_autoptr (GError) error = NULL;
  UaPidf *pidf = NULL;

  if (self->body == NULL)
    return NULL;
  pidf = ua_pidf_parse (self->body, &error);
  g_assert_no_error (error);
  return pidf;
}

static gboolean
is_said_to_be (Line        *self,
               UaPidfBasic  basic)
{
  g_autoptr (UaPidf) pidf = read_pidf (self);

  return pidf != NULL && pidf->basic == basic;
}

/* Must show 3: presence, by a challenge at every step; watched, published, changed, renewed, taken back, given up. */
static void
test_presence (void)
{
  static const char *const busy[] = { "on-the-phone", NULL };
  g_autoptr (Line) self = line_new ("presence");

  ua_subscriber_subscribe (self->subscriber);
  doubles_wait_until (self->n_notified > 0);
  g_assert_null (self->body);

  publish (self, UA_PIDF_BASIC_OPEN, busy, "3 < 4 & so on");
  doubles_wait_until (is_said_to_be (self, UA_PIDF_BASIC_OPEN) && self->n_published == 1);
  g_autoptr (UaPidf) pidf = read_pidf (self);
  g_assert_true (ua_pidf_has_activity (pidf, "on-the-phone"));
  g_assert_cmpstr (pidf->note, ==, "3 < 4 & so on");

  publish (self, UA_PIDF_BASIC_CLOSED, NULL, NULL);
  doubles_wait_until (is_said_to_be (self, UA_PIDF_BASIC_CLOSED) && self->n_published == 2);

  /* Sixteen seconds were granted, so both are renewed well within them. */
  doubles_wait_until (self->n_renewed > 0 || self->ended);
  doubles_wait_until (self->n_published == 3 || self->ended);
  g_assert_false (self->ended);
  g_assert_cmpint (ua_subscriber_get_state (self->subscriber), ==, UA_SUBSCRIBER_STATE_SUBSCRIBED);

  ua_publisher_remove (self->publisher);
  doubles_wait_until (ua_publisher_get_state (self->publisher) == UA_PUBLISHER_STATE_UNPUBLISHED);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_wait_until (self->ended);
  g_assert_no_error (self->error);
}

/* Must show 3: dialog-info, as an exchange would publish it. */
static void
test_dialog (void)
{
  g_autoptr (Line) self = line_new ("dialog");
  g_autoptr (GBytes) call = doubles_body_read ("asterisk-dialog-info.xml");
  g_autoptr (GError) error = NULL;

  ua_subscriber_subscribe (self->subscriber);
  doubles_wait_until (self->n_notified > 0);
  ua_publisher_publish (self->publisher, UA_DIALOG_INFO_CONTENT_TYPE, call);
  doubles_wait_until (self->body != NULL);
  g_assert_true (ua_media_type_is (self->content_type, UA_DIALOG_INFO_CONTENT_TYPE));
  g_autoptr (UaDialogInfo) info = ua_dialog_info_parse (self->body, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ua_dialog_info_get_state (info), ==, UA_WATCHED_STATE_EARLY);
  g_assert_cmpstr (((UaWatchedDialog *) g_ptr_array_index (info->dialogs, 0))->call_id, ==, "pickup-3b1f@pbx.example");
}

/* Must show 3: the light for messages. */
static void
test_message_summary (void)
{
  g_autoptr (Line) self = line_new ("message-summary");
  g_autoptr (GBytes) light = doubles_body_new ("Messages-Waiting: yes\r\nMessage-Account: sip:alice@example.org\r\n"
                                               "Voice-Message: 2/8 (0/2)\r\n");
  g_autoptr (GError) error = NULL;

  ua_subscriber_subscribe (self->subscriber);
  doubles_wait_until (self->n_notified > 0);
  ua_publisher_publish (self->publisher, UA_MESSAGE_SUMMARY_CONTENT_TYPE, light);
  doubles_wait_until (self->body != NULL);
  g_autoptr (UaMessageSummary) summary = ua_message_summary_parse (self->body, &error);
  g_assert_no_error (error);
  g_assert_true (summary->waiting);
  g_assert_cmpuint (summary->counts[UA_MESSAGE_KIND_VOICE].n_new, ==, 2);
}

static void
test_fetch (void)
{
  g_autoptr (Line) self = line_new ("message-summary");

  ua_subscriber_fetch (self->subscriber);
  doubles_wait_until (self->ended);
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->n_notified, ==, 1);
}

static void
test_unknown_package (void)
{
  g_autoptr (Line) self = line_new ("moonlight");

  ua_subscriber_subscribe (self->subscriber);
  doubles_wait_until (self->ended);
  g_assert_error (self->error, SIP_STATUS_ERROR, 489);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/interop/events/unknown-package", test_unknown_package);
  g_test_add_func ("/interop/events/fetch", test_fetch);
  g_test_add_func ("/interop/events/presence", test_presence);
  g_test_add_func ("/interop/events/dialog", test_dialog);
  g_test_add_func ("/interop/events/message-summary", test_message_summary);
  return g_test_run ();
}
