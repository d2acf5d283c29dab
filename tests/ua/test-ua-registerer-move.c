/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A registrar that is somewhere else: who may send us where. The flow is in scenes/register-redirected. */

#include "ua-registerer.h"

#include "doubles-desk.h"
#include "doubles-wait.h"
#include "sip-status.h"

static const struct
{
  const char *contact;
  guint       status;
  const char *place; /* where it is asked next; NULL: nowhere */
} rows[] = {
  { "<sip:r2.example.org>", 302, "sip:r2.example.org" },
  { "<sip:r2.example.org:5080;transport=tcp>;q=0.1", 301, "sip:r2.example.org:5080" },
  { "<sips:example.org>", 300, "sips:example.org" },
  { "<sip:someone@example.org:5099>", 302, "sip:example.org:5099" },
  { "<sip:example.org>", 302, NULL }, /* where we come from */
  { "<sip:example.org.evil.example>", 302, NULL },
  { "<sip:evilexample.org>", 302, NULL },
  { "<sip:192.0.2.1>", 302, NULL },
  { "<tel:+4930>", 302, NULL },
  { "<sip:r2.example.org>", 305, NULL },
  { "<sip:r2.example.org>", 380, NULL },
  { "*", 302, NULL },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  DoublesDesk *desk = doubles_desk_new (clock, "alice", NULL);
  UaRegisterer *registerer = ua_registerer_new (desk->agent, NULL);
  g_auto (DoublesAnswer) answer = { 0 };
  g_autofree char *line = g_strdup_printf ("Contact: %s", rows[i].contact);
  g_autoptr (GError) error = NULL;

  doubles_desk_open (desk);
  ua_registerer_register_async (registerer, NULL, NULL, doubles_answer_cb, &answer);
  g_autoptr (SipMessage) first = doubles_desk_pop_request (desk, "REGISTER");
  doubles_desk_answer (desk, first, rows[i].status, "r", line);
  if (rows[i].place != NULL)
    {
      g_autoptr (SipMessage) second = doubles_desk_pop_request (desk, "REGISTER");
      g_autofree char *place = sip_uri_to_string (sip_message_get_request_uri (second));

      g_assert_cmpstr (place, ==, rows[i].place);
      doubles_desk_answer (desk, second, 200, "r", "Expires: 600");
      g_assert_true (ua_registerer_register_finish (registerer, doubles_answer_wait (&answer), &error));
    }
  else
    {
      g_assert_false (ua_registerer_register_finish (registerer, doubles_answer_wait (&answer), &error));
      g_assert_error (error, SIP_STATUS_ERROR, (int) rows[i].status);
      doubles_desk_expect_silence (desk);
    }
  ua_registerer_terminate (registerer);
  doubles_answer_clear (&answer);
  g_assert_finalize_object (registerer);
  doubles_desk_free (desk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ua/registerer-move/row/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }

  return g_test_run ();
}
