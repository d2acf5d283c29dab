/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trace that was written and is read again. */

#include "phone-trace-read.h"

#define HEAD "10:20:30.400005 >>> wss anna@example.org\n"

/* The same comes out that went in. */
static void
test_there_and_back (void)
{
  static const char text[] = HEAD "MESSAGE sip:b@example.org SIP/2.0\nTo: b\n\nwords\n\n"
                                  "10:20:31.000000 *** udp anna@example.org\nline-failed cause=timeout\n\n"
                                  "10:20:32.000000 <<< wss anna@example.org\nSIP/2.0 200 OK\nTo: b\n\n\n\n";
  g_autoptr (GListModel) trace = phone_trace_read (text);
  g_autoptr (GString) again = g_string_new (NULL);

  g_assert_cmpuint (g_list_model_get_n_items (trace), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (PhoneTraceEntry) entry = g_list_model_get_item (trace, i);
      g_autofree char *written = phone_trace_entry_dup_text (entry);

      g_assert_true (phone_trace_entry_is_outgoing (entry) == (i == 0));
      g_assert_true (phone_trace_entry_is_note (entry) == (i == 1));
      g_assert_cmpstr (phone_trace_entry_get_account (entry), ==, "anna@example.org");
      g_string_append_printf (again, "%s\n", written);
    }
  g_assert_cmpstr (again->str, ==, text);
}

static void
count_cb (const PhoneTraceWords *words,
          gpointer               user_data)
{
  ++*(guint *) user_data;
}

/* What is no trace is none, and who wants to flood us is cut off. */
static void
test_nonsense (void)
{
  static const char *const texts[] = { "", "words", "99:99:99.9999999 >>> wss a\nx", "10:20:30.400005 >>> wss\nx",
                                       "10:20:30.400005 ??? wss a\nx", HEAD };
  g_autoptr (GString) flood = g_string_new (NULL);
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GListModel) none = phone_trace_read (texts[i]);

      g_assert_cmpuint (g_list_model_get_n_items (none), ==, 0);
    }
  for (guint i = 0; i < PHONE_TRACE_READ_MAX + 5; i++)
    g_string_append (flood, HEAD "x\n");
  phone_trace_read_each (flood->str, count_cb, &count);
  g_assert_cmpuint (count, ==, PHONE_TRACE_READ_MAX);
}

/* A time that no clock shows does no harm. */
static void
test_strange_time (void)
{
  g_autoptr (GListModel) trace = phone_trace_read ("99:99:99.999999 <<< udp \xff\nx\xff\n\n");
  g_autoptr (PhoneTraceEntry) entry = g_list_model_get_item (trace, 0);

  g_assert_nonnull (phone_trace_entry_get_time (entry));
  g_assert_true (g_utf8_validate (phone_trace_entry_get_text (entry), -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/trace-read/there-and-back", test_there_and_back);
  g_test_add_func ("/phone/trace-read/nonsense", test_nonsense);
  g_test_add_func ("/phone/trace-read/strange-time", test_strange_time);
  return g_test_run ();
}
