/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-desk.h"
#include "doubles-notifier.h"
#include "ua-registerer.h"

#include <string.h>

/* A registered line without a wire, and the far ends of what is asked on it. */

typedef struct
{
  DoublesClock *clock;
  DoublesDesk *desk;
  UaRegisterer *registerer;
  DoublesNotifier notifier;
} Bench;

static G_GNUC_UNUSED void
bench_answer_register (Bench *bench)
{
  g_autoptr (SipMessage) request = doubles_desk_pop_request (bench->desk, "REGISTER");

  doubles_desk_answer (bench->desk, request, 200, "r", "Expires: 3600\n");
  g_assert_cmpint (ua_registerer_get_state (bench->registerer), ==, UA_REGISTERER_STATE_REGISTERED);
}

static G_GNUC_UNUSED void
bench_register (Bench *bench)
{
  ua_registerer_register_async (bench->registerer, NULL, NULL, NULL, NULL);
  bench_answer_register (bench);
}

/* The line breaks and comes back; registered again when this returns. */
static G_GNUC_UNUSED void
bench_lose_line (Bench *bench)
{
  doubles_transport_break (bench->desk->transport, 1006);
  doubles_desk_settle (bench->desk);
}

static G_GNUC_UNUSED void
bench_regain_line (Bench *bench)
{
  doubles_desk_advance (bench->desk, 3000);
  bench_answer_register (bench);
}

static G_GNUC_UNUSED void
bench_set_up (Bench         *bench,
              gconstpointer  data)
{
  bench->clock = doubles_clock_new ();
  bench->desk = doubles_desk_new (bench->clock, "alice", NULL);
  bench->registerer = ua_registerer_new (bench->desk->agent, NULL);
  doubles_notifier_init (&bench->notifier, bench->desk);
  doubles_desk_open (bench->desk);
}

/* Proves that nothing would call back any more. */
static G_GNUC_UNUSED void
bench_tear_down (Bench         *bench,
                 gconstpointer  data)
{
  doubles_notifier_clear (&bench->notifier);
  ua_registerer_terminate (bench->registerer);
  doubles_desk_advance (bench->desk, 40 * 1000);
  g_assert_finalize_object (bench->registerer);
  doubles_desk_free (bench->desk);
  g_assert_cmpuint (doubles_clock_get_n_armed (bench->clock), ==, 0);
  g_assert_finalize_object (bench->clock);
}

static G_GNUC_UNUSED SipUri *
bench_uri (const char *text)
{
  SipUri *uri = sip_uri_parse (text, -1, NULL);

  g_assert_nonnull (uri);
  return uri;
}

/* The next SUBSCRIBE must be for @target and of @event; granted. */
static G_GNUC_UNUSED void
bench_grant (Bench      *bench,
             const char *target,
             const char *event)
{
  SipMessage *subscribe = doubles_notifier_hear (&bench->notifier);
  g_autofree char *asked = sip_uri_to_string (sip_message_get_request_uri (subscribe));

  g_assert_cmpstr (asked, ==, target);
  g_assert_cmpstr (sip_message_get_header (subscribe, SIP_HEADER_EVENT), ==, event);
  doubles_notifier_answer (&bench->notifier, 200, "n", "Expires: 3600\n");
}

/* A NOTIFY of the newest SUBSCRIBE. */
static G_GNUC_UNUSED void
bench_tell (Bench      *bench,
            const char *type,
            const char *body)
{
  g_autofree char *rest = g_strdup_printf ("Content-Type: %s\n\n%s", type, body);

  doubles_notifier_notify (&bench->notifier, "n", "active;expires=3600", rest, 200);
}
