/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A transaction is right when the right things happen in the right order at the right time. This double
 * turns that into a line of text which a test can compare. */

#include "doubles-core.h"

static void
note (DoublesCore *self,
      const char  *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
note (DoublesCore *self,
      const char  *format,
      ...)
{
  va_list arguments;

  if (self->heard->len > 0)
    g_string_append (self->heard, ", ");
  va_start (arguments, format);
  g_string_append_vprintf (self->heard, format, arguments);
  va_end (arguments);
}

static void
keep (SipMessage **place,
      SipMessage  *message)
{
  sip_message_ref (message);
  g_clear_pointer (place, sip_message_unref);
  *place = message;
}

static void
port_sent_cb (DoublesPort *port,
              GBytes      *bytes,
              gpointer     user_data)
{
  DoublesCore *self = user_data;
  g_autoptr (SipMessage) message = doubles_port_pop_last (port);

  keep (&self->sent, message);
  if (sip_message_is_request (message))
    note (self, "sent %s", sip_message_get_method_name (message));
  else
    note (self, "sent %u", sip_message_get_status (message));
}

static void
transaction_response_cb (SipTransaction *transaction,
                         SipMessage     *response,
                         gpointer        user_data)
{
  DoublesCore *self = user_data;

  keep (&self->told, response);
  note (self, "response %u", sip_message_get_status (response));
}

static void
transaction_acknowledged_cb (SipTransaction *transaction,
                             SipMessage     *ack,
                             gpointer        user_data)
{
  note (user_data, "acknowledged");
}

static void
transaction_failed_cb (SipTransaction *transaction,
                       GError         *error,
                       gpointer        user_data)
{
  static const char *const names[] = {
    [SIP_TRANSACTION_ERROR_TIMEOUT] = "timeout",
    [SIP_TRANSACTION_ERROR_TRANSPORT] = "transport",
    [SIP_TRANSACTION_ERROR_NO_ACK] = "no ack",
  };

  g_assert_cmpuint (error->domain, ==, SIP_TRANSACTION_ERROR);
  note (user_data, "%s", names[error->code]);
}

static void
transaction_terminated_cb (SipTransaction *transaction,
                           gpointer        user_data)
{
  g_assert_true (sip_transaction_is_terminated (transaction));
  note (user_data, "terminated");
}

static void
transactions_request_cb (SipTransactions *transactions,
                         SipTransaction  *server,
                         SipMessage      *request,
                         gpointer         user_data)
{
  DoublesCore *self = user_data;

  g_set_object (&self->server, server);
  keep (&self->told, request);
  if (server != NULL)
    doubles_core_watch (self, server);
  note (self, "request %s", sip_message_get_method_name (request));
}

static void
transactions_stray_response_cb (SipTransactions *transactions,
                                SipMessage      *response,
                                gpointer         user_data)
{
  note (user_data, "stray %u", sip_message_get_status (response));
}

DoublesCore *
doubles_core_new (gboolean reliable)
{
  DoublesCore *self = g_new0 (DoublesCore, 1);

  self->heard = g_string_new (NULL);
  self->clock = doubles_clock_new ();
  self->port = doubles_port_new (reliable);
  self->tokens = sip_tokens_new_seeded (1);
  self->transactions = sip_transactions_new (SIP_CLOCK (self->clock), self->tokens);
  sip_transactions_set_port (self->transactions, SIP_PORT (self->port));

  g_signal_connect (self->port, "sent", G_CALLBACK (port_sent_cb), self);
  g_signal_connect (self->transactions, "request", G_CALLBACK (transactions_request_cb), self);
  g_signal_connect (self->transactions, "stray-response", G_CALLBACK (transactions_stray_response_cb), self);

  return self;
}

void
doubles_core_free (DoublesCore *self)
{
  g_clear_object (&self->server);
  g_clear_pointer (&self->sent, sip_message_unref);
  g_clear_pointer (&self->told, sip_message_unref);
  g_assert_finalize_object (self->transactions);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_assert_finalize_object (self->port);
  g_assert_finalize_object (self->tokens);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

void
doubles_core_watch (DoublesCore    *self,
                    SipTransaction *transaction)
{
  g_signal_connect (transaction, "response", G_CALLBACK (transaction_response_cb), self);
  g_signal_connect (transaction, "acknowledged", G_CALLBACK (transaction_acknowledged_cb), self);
  g_signal_connect (transaction, "failed", G_CALLBACK (transaction_failed_cb), self);
  g_signal_connect (transaction, "terminated", G_CALLBACK (transaction_terminated_cb), self);
}

SipTransaction *
doubles_core_request (DoublesCore *self,
                      const char  *method)
{
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin (method);
  SipTransaction *transaction = g_object_ref (sip_transactions_request (self->transactions, builder));

  doubles_core_watch (self, transaction);

  return transaction;
}

void
doubles_core_receive (DoublesCore *self,
                      const char  *method,
                      const char  *branch)
{
  g_autoptr (SipMessage) request = doubles_message_request (method, branch);

  sip_transactions_receive (self->transactions, request);
}

void
doubles_core_answer (DoublesCore    *self,
                     SipTransaction *transaction,
                     guint           status)
{
  g_autoptr (SipMessage) response =
    doubles_message_answer (sip_transaction_get_request (transaction), status, "peer");

  sip_transactions_receive (self->transactions, response);
}

gboolean
doubles_core_respond (DoublesCore *self,
                      guint        status)
{
  g_autoptr (SipMessage) response =
    doubles_message_answer (sip_transaction_get_request (self->server), status, "us");

  return sip_transaction_respond (self->server, response);
}

void
doubles_core_advance (DoublesCore *self,
                      guint        ms)
{
  doubles_clock_advance (self->clock, ms);
}

void
doubles_core_expect (DoublesCore *self,
                     const char  *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}
