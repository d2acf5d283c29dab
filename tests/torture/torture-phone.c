/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first three steps of a phone that receives something: parse, check, answer. It has no dialogs and rings
 * for everybody, which is all that the torture messages ask of it. */

#include "torture-phone.h"

#include "sip-framer.h"
#include "sip-parser.h"

static const char *const methods[] = {
  "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", "NOTIFY", "INFO", "REFER", NULL,
};
static const char *const extensions[] = { "replaces", "timer", "100rel", NULL };
static const char *const content_types[] = { "application/sdp", "text/plain", NULL };

void
received_free (Received *self)
{
  g_clear_pointer (&self->message, sip_message_unref);
  g_clear_pointer (&self->reply, sip_message_unref);
  g_clear_pointer (&self->octets, g_bytes_unref);
  g_clear_error (&self->error);
  sip_sanity_result_clear (&self->sanity);
  g_free (self);
}

/* Not a message, but perhaps a request all the same. */
static void
answer_wreck (Received *self)
{
  g_autoptr (GBytes) reply = sip_parser_salvage_reply (self->octets, SIP_STATUS_BAD_REQUEST, NULL);
  g_autoptr (GError) error = NULL;

  if (reply == NULL)
    return;
  self->answer = SIP_STATUS_BAD_REQUEST;
  self->reply = sip_parser_parse (reply, &error);
  g_assert_no_error (error);
}

/* What the user agent behind the checks says first. */
static guint
answer_request (SipMessage *message)
{
  gboolean in_dialog = sip_address_get_tag (sip_message_get_to (message)) != NULL;

  if (sip_message_get_method (message) == SIP_METHOD_ACK)
    return 0;
  if (in_dialog)
    return SIP_STATUS_NO_TRANSACTION;
  return sip_message_get_method (message) == SIP_METHOD_INVITE ? SIP_STATUS_RINGING : SIP_STATUS_OK;
}

Received *
phone_receive (GBytes     *octets,
               const char *sent_by)
{
  Received *self = g_new0 (Received, 1);
  SipAbilities abilities = { methods, extensions, content_types, sent_by };

  self->octets = g_bytes_ref (octets);
  self->message = sip_parser_parse (octets, &self->error);
  if (self->message == NULL)
    {
      answer_wreck (self);
      return self;
    }
  sip_sanity_check (self->message, &abilities, &self->sanity);
  if (self->sanity.verdict == SIP_SANITY_REJECT)
    {
      self->answer = self->sanity.status;
      self->reply = sip_sanity_make_reply (&self->sanity, self->message, "earshot");
    }
  else if (self->sanity.verdict == SIP_SANITY_PASS && sip_message_is_request (self->message))
    self->answer = answer_request (self->message);
  return self;
}

void
stream_free (Stream *self)
{
  g_ptr_array_unref (self->messages);
  g_free (self);
}

static void
take_frames (Stream     *self,
             SipFramer  *framer,
             const char *sent_by)
{
  while (TRUE)
    {
      g_autoptr (GBytes) octets = NULL;
      g_autoptr (GError) error = NULL;
      SipFrame frame = sip_framer_next (framer, &octets, &error);

      if (frame == SIP_FRAME_BROKEN)
        {
          Received *head = g_new0 (Received, 1);

          self->broken = TRUE;
          head->octets = octets != NULL ? g_bytes_ref (octets) : g_bytes_new (NULL, 0);
          head->error = g_steal_pointer (&error);
          answer_wreck (head);
          g_ptr_array_add (self->messages, head);
          return;
        }
      if (frame == SIP_FRAME_NONE)
        return;
      if (frame == SIP_FRAME_MESSAGE)
        g_ptr_array_add (self->messages, phone_receive (octets, sent_by));
    }
}

Stream *
phone_receive_stream (GBytes     *octets,
                      gsize       chunk,
                      const char *sent_by)
{
  g_autoptr (SipFramer) framer = sip_framer_new ();
  Stream *self = g_new0 (Stream, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (octets, &size);

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) received_free);
  for (gsize at = 0; at < size && !self->broken; at += chunk)
    {
      sip_framer_push (framer, data + at, MIN (chunk, size - at));
      take_frames (self, framer, sent_by);
    }
  return self;
}
