/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The name of a dialog as a third person says it. */

#include "ua-replaces.h"

#include "doubles-message.h"

static const struct
{
  const char *text;
  const char *again; /* NULL: it is none */
} rows[] = {
  { "a@b;to-tag=1;from-tag=2", "a@b;to-tag=1;from-tag=2" },
  { " a@b ; from-tag=2 ; to-tag=1 ", "a@b;to-tag=1;from-tag=2" },
  { "a;To-Tag=1;FROM-TAG=2;early-only", "a;to-tag=1;from-tag=2;early-only" },
  { "a;early-only;x=y;to-tag=0;from-tag=2", "a;to-tag=0;from-tag=2;early-only" },
  { "a\"<>b@c;to-tag=1;from-tag=2", "a\"<>b@c;to-tag=1;from-tag=2" },
  { "", NULL },
  { ";to-tag=1;from-tag=2", NULL },
  { "a", NULL },
  { "a;to-tag=1", NULL },
  { "a;from-tag=1", NULL },
  { "a;to-tag=1;to-tag=2;from-tag=3", NULL },
  { "a;to-tag=1;from-tag=2;from-tag=2", NULL },
  { "a;to-tag;from-tag=2", NULL },
  { "a@;to-tag=1;from-tag=2", NULL },
  { "a@b@c;to-tag=1;from-tag=2", NULL },
  { "a b;to-tag=1;from-tag=2", NULL },
  { "a\r\nX: y;to-tag=1;from-tag=2", NULL },
  { "a;to-tag=1\r\nX: y;from-tag=2", NULL },
  { "a;to-tag=\"1 2\";from-tag=2", NULL },
  { "a;to-tag=1;from-tag=2,b;to-tag=1;from-tag=2", NULL },
};

/* RFC 3891 §6.1 */
static void
test_parse (void)
{
  g_assert_null (ua_replaces_parse (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (UaReplaces) replaces = ua_replaces_parse (rows[i].text);
      g_autofree char *again = replaces != NULL ? ua_replaces_to_string (replaces) : NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (again, ==, rows[i].again);
      if (replaces != NULL)
        {
          g_autoptr (UaReplaces) copy = ua_replaces_copy (replaces);
          g_autofree char *copied = ua_replaces_to_string (copy);

          g_assert_cmpstr (copied, ==, again);
        }
    }
}

static SipDialog *
make_dialog (const char *contact,
             const char *tag)
{
  g_autofree char *text =
    g_strdup_printf ("INVITE sip:alice@example.org SIP/2.0\nVia: SIP/2.0/WSS x;branch=z9hG4bK1\n"
                     "From: <sip:bob@example.org>%s%s\nTo: <sip:alice@example.org>\nCall-ID: c@d\n"
                     "CSeq: 1 INVITE\nContact: %s\nContent-Length: 0\n\n",
                     tag != NULL ? ";tag=" : "", tag != NULL ? tag : "", contact);
  g_autoptr (SipMessage) message = doubles_message_parse (text);

  return sip_dialog_new_server (message, "ours", NULL);
}

/* RFC 3891 §3: to-tag is the tag of who reads it; RFC 5627: only some contacts can be found from outside. */
static void
test_of_dialog (void)
{
  g_autoptr (SipDialog) dialog = make_dialog ("<sip:bob@192.0.2.1>", "theirs");
  g_autoptr (SipDialog) gruu = make_dialog ("<sip:bob@example.org;gr=1>", NULL);
  g_autoptr (UaReplaces) replaces = ua_replaces_new_of_dialog (dialog);
  g_autoptr (UaReplaces) untagged = ua_replaces_new_of_dialog (gruu);
  g_autofree char *text = ua_replaces_to_string (replaces);
  g_autofree char *other = ua_replaces_to_string (untagged);
  g_autoptr (SipUri) target = ua_replaces_find_target (dialog);
  g_autoptr (SipUri) found = ua_replaces_find_target (gruu);
  g_autofree char *uri = sip_uri_to_string (target);
  g_autofree char *found_uri = sip_uri_to_string (found);

  g_assert_cmpstr (text, ==, "c@d;to-tag=theirs;from-tag=ours");
  g_assert_cmpstr (other, ==, "c@d;to-tag=0;from-tag=ours");
  g_assert_cmpstr (uri, ==, "sip:bob@example.org");
  g_assert_cmpstr (found_uri, ==, "sip:bob@example.org;gr=1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/replaces/parse", test_parse);
  g_test_add_func ("/ua/replaces/of-dialog", test_of_dialog);
  return g_test_run ();
}
