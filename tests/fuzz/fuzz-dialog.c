/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A dialog in the hands of a peer who keeps to no order: requests and answers with right and wrong tags, numbers,
 * Contacts and routes. Whatever came before, what we send next is a message that can be read, with our tags and a
 * higher number; and what the peer sent is judged by its number alone. */

#include "doubles-message.h"
#include "sip-dialog.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  SipDialog    *dialog;
  guint32       sent;     /* the CSeq of our newest request */
  gint64        received; /* of theirs; -1: none yet */
} World;

static const char *const ways[] = {
  "", "Contact: <sip:peer@192.0.2.9>\n", "Contact: <sip:p@192.0.2.9;method=BYE?a=b?c>\n", "Contact: *\n",
  "Contact: tel:+15551234\n", "Record-Route: <sip:loose.example;lr>\n",
  "Record-Route: <sip:strict.example>\nRecord-Route: <sip:loose.example;lr>\n",
  "Contact: \"x\" <sips:[2001:db8::1]:5061;transport=ws>;q=0.5\nRecord-Route: <sip:a;lr>, <sip:b;lr?x=y>\n",
};

static const char *const tags[] = { ";tag=us", ";tag=peer", ";tag=other", "" };

static guint8
take (World *world)
{
  return world->at < world->end ? *world->at++ : 0;
}

static SipMessage *
message_with (World      *world,
              const char *start,
              const char *method,
              guint       cseq)
{
  const char *from = tags[take (world) % G_N_ELEMENTS (tags)];
  const char *to = tags[take (world) % G_N_ELEMENTS (tags)];
  const char *way = ways[take (world) % G_N_ELEMENTS (ways)];
  g_autofree char *text = g_strdup_printf ("%s\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\nFrom: <sip:f@h>%s\n"
                                           "To: <sip:t@h>%s\nCall-ID: c\nCSeq: %u %s\n%s\n",
                                           start, from, to, cseq, method, way);

  return doubles_message_parse (text);
}

static void
begin (World *world)
{
  gboolean is_client = take (world) % 2 == 0;
  g_autoptr (SipMessage) request = message_with (world, "INVITE sip:t@h SIP/2.0", "INVITE", 7);
  g_autoptr (SipMessage) response = message_with (world, take (world) % 2 == 0 ? "SIP/2.0 180 R" : "SIP/2.0 200 O",
                                                  "INVITE", 7);
  g_autoptr (GError) error = NULL;

  world->dialog = is_client ? sip_dialog_new_client (request, response, &error)
                            : sip_dialog_new_server (request, "us", &error);
  world->sent = is_client ? 7 : 0;
  world->received = is_client ? -1 : 7;
  g_assert_true ((world->dialog == NULL) == (error != NULL));
}

static void
hear_request (World *world)
{
  static const char *const methods[] = { "INVITE", "UPDATE", "BYE", "INFO", "ACK" };
  const char *method = methods[take (world) % G_N_ELEMENTS (methods)];
  guint cseq = take (world);
  g_autofree char *start = g_strconcat (method, " sip:us@h SIP/2.0", NULL);
  g_autoptr (SipMessage) request = message_with (world, start, method, cseq);
  gboolean belongs = sip_dialog_matches (world->dialog, request);
  gboolean counts = !g_str_equal (method, "ACK");

  switch (sip_dialog_receive_request (world->dialog, request))
    {
    case SIP_DIALOG_ACCEPT:
      g_assert_true (belongs);
      g_assert_true (!counts || cseq > world->received);
      world->received = counts ? cseq : world->received;
      break;
    case SIP_DIALOG_OUT_OF_ORDER:
      g_assert_true (belongs && counts && cseq <= world->received);
      break;
    case SIP_DIALOG_FOREIGN:
      g_assert_false (belongs);
      break;
    }
}

static void
hear_response (World *world)
{
  gboolean good = take (world) % 2 == 0;
  g_autoptr (SipMessage) response = message_with (world, good ? "SIP/2.0 200 OK" : "SIP/2.0 488 No", "UPDATE", 8);

  if (sip_dialog_matches (world->dialog, response))
    sip_dialog_receive_response (world->dialog, response);
}

static void
confirm (World *world)
{
  g_autoptr (SipMessage) response = message_with (world, "SIP/2.0 200 OK", "INVITE", 7);

  if (sip_dialog_get_state (world->dialog) != SIP_DIALOG_STATE_TERMINATED)
    sip_dialog_confirm (world->dialog, take (world) % 2 == 0 ? response : NULL);
}

static void
speak (World *world)
{
  gboolean is_ack = take (world) % 4 == 0;
  g_autoptr (SipMessageBuilder) builder =
    sip_dialog_make_request (world->dialog, is_ack ? SIP_METHOD_ACK : SIP_METHOD_INFO, is_ack ? 7 : 0);
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);
  guint32 cseq = 0;

  g_assert_nonnull (sip_message_get_request_uri (request));
  g_assert_null (sip_uri_get_headers (sip_message_get_request_uri (request)));
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_from (request)), ==,
                   sip_dialog_get_local_tag (world->dialog));
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (request)), ==,
                   sip_dialog_get_remote_tag (world->dialog));
  g_assert_true (sip_message_get_cseq (request, &cseq, NULL));
  g_assert_cmpuint (cseq, ==, is_ack ? 7 : ++world->sent);
  g_assert_cmpuint (sip_dialog_get_local_cseq (world->dialog), ==, world->sent);
}

static void
end (World *world)
{
  if (take (world) % 8 == 0)
    sip_dialog_terminate (world->dialog);
}

static void (*const happenings[]) (World *) = { hear_request, hear_response, confirm, speak, speak, end };

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  World world = { .at = data, .end = data + size };

  begin (&world);
  while (world.dialog != NULL && world.at < world.end)
    happenings[take (&world) % G_N_ELEMENTS (happenings)](&world);
  if (world.dialog != NULL)
    g_assert_finalize_object (world.dialog);

  return 0;
}
