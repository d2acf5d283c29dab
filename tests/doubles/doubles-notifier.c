/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A notifier without a will: NOTIFYs as text, so that a test can send what no sane one would. */

#include "doubles-notifier.h"

#include <string.h>

void
doubles_notifier_init (DoublesNotifier *self,
                       DoublesDesk     *desk)
{
  *self = (DoublesNotifier) { .desk = desk };
}

void
doubles_notifier_clear (DoublesNotifier *self)
{
  g_clear_pointer (&self->subscribe, sip_message_unref);
}

SipMessage *
doubles_notifier_hear (DoublesNotifier *self)
{
  doubles_notifier_clear (self);
  self->subscribe = doubles_desk_pop_request (self->desk, "SUBSCRIBE");
  return self->subscribe;
}

void
doubles_notifier_answer (DoublesNotifier *self,
                         guint            status,
                         const char      *tag,
                         const char      *rest)
{
  g_autofree char *all = status < 300 ? g_strconcat ("Contact: <sip:", tag, "@n.example>\n", rest, NULL) : g_strdup (rest);

  doubles_desk_answer (self->desk, self->subscribe, status, tag, all);
}

void
doubles_notifier_notify (DoublesNotifier *self,
                         const char      *tag,
                         const char      *state,
                         const char      *rest,
                         guint            status)
{
  g_auto (GStrv) parts = g_strsplit (rest, "\n\n", 2);
  g_autoptr (GString) head = g_string_new (parts[0]);
  const char *body = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
  const char *event = sip_message_get_header (self->subscribe, SIP_HEADER_EVENT);
  g_autofree char *from = g_strdup (sip_message_get_header (self->subscribe, SIP_HEADER_FROM));
  g_autofree char *text = NULL;

  g_string_append (head, head->len > 0 && !g_str_has_suffix (head->str, "\n") ? "\n" : "");
  g_string_replace (head, "\n", "\r\n", 0);
  self->cseq++;
  text = g_strdup_printf ("NOTIFY sip:alice@alice.invalid SIP/2.0\r\nVia: SIP/2.0/WSS n.example;branch=z9hG4bKn%u\r\n"
                          "Max-Forwards: 70\r\nFrom: <sip:bob@example.org>;tag=%s\r\nTo: %s\r\nCall-ID: %s\r\n"
                          "CSeq: %u NOTIFY\r\nContact: <sip:%s@n.example>\r\nEvent: %s\r\n"
                          "Subscription-State: %s\r\n%sContent-Length: %zu\r\n\r\n%s",
                          self->cseq, tag, from, sip_message_get_call_id (self->subscribe), self->cseq, tag, event, state,
                          head->str, strlen (body), body);
  doubles_transport_deliver (self->desk->transport, text);

  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, status);

  g_assert_cmpint (sip_message_get_method (response), ==, SIP_METHOD_NOTIFY);
}
