/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of reliable provisional answers, and what follows from it. The flows are scenes. */

#include "ua-rel100.h"

#include "doubles-desk.h"
#include "doubles-message.h"

static SipMessage *
make_invite (const char *line)
{
  g_autofree char *text = g_strdup_printf ("INVITE sip:alice@example.org SIP/2.0\n"
                                           "Via: SIP/2.0/TCP far.example;branch=z9hG4bK9\n"
                                           "From: <sip:bob@example.org>;tag=peer\n"
                                           "To: <sip:alice@example.org>\n"
                                           "Call-ID: c\n"
                                           "CSeq: 9 INVITE\n"
                                           "%s"
                                           "Max-Forwards: 70\n"
                                           "Content-Length: 0\n\n",
                                           line);

  return doubles_message_parse (text);
}

/* U14; RFC 3262 §3: what we say of it times what they say, without and with a description. */
static void
test_wants (void)
{
  static const struct
  {
    UaRel100    ours;
    const char *line;
    UaRel100    theirs;
    gboolean    bare;
    gboolean    described;
  } rows[] = {
    { UA_REL100_UNSUPPORTED, "", UA_REL100_UNSUPPORTED, FALSE, FALSE },
    { UA_REL100_UNSUPPORTED, "Supported: 100rel\n", UA_REL100_SUPPORTED, FALSE, FALSE },
    { UA_REL100_UNSUPPORTED, "Require: 100REL\n", UA_REL100_REQUIRED, FALSE, FALSE },
    { UA_REL100_SUPPORTED, "", UA_REL100_UNSUPPORTED, FALSE, FALSE },
    { UA_REL100_SUPPORTED, "Supported: replaces, 100rel\n", UA_REL100_SUPPORTED, FALSE, TRUE },
    { UA_REL100_SUPPORTED, "Require: 100rel\n", UA_REL100_REQUIRED, TRUE, TRUE },
    { UA_REL100_REQUIRED, "", UA_REL100_UNSUPPORTED, FALSE, FALSE },
    { UA_REL100_REQUIRED, "k: 100rel\n", UA_REL100_SUPPORTED, TRUE, TRUE },
    { UA_REL100_REQUIRED, "Require: 100rel\nSupported: 100rel\n", UA_REL100_REQUIRED, TRUE, TRUE },
  };
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesDesk) desk = doubles_desk_new (clock, "alice", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) invite = make_invite (rows[i].line);

      ua_agent_set_rel100 (desk->agent, rows[i].ours);
      g_assert_cmpint (ua_rel100_read (invite), ==, rows[i].theirs);
      g_assert_cmpint (ua_rel100_wants (desk->agent, invite, FALSE), ==, rows[i].bare);
      g_assert_cmpint (ua_rel100_wants (desk->agent, invite, TRUE), ==, rows[i].described);
    }
}

static SipMessage *
make_answer (guint       status,
             const char *require,
             const char *rseq)
{
  g_autoptr (SipMessage) invite = make_invite ("");
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (invite, status, NULL, "us");

  if (require != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_REQUIRE, require);
  if (rseq != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_RSEQ, rseq);
  return sip_message_builder_end (builder);
}

/* RFC 3262 §3, §4, §7.2 */
static void
test_reliable (void)
{
  static const struct
  {
    guint       status;
    const char *require;
    const char *rseq;
    gboolean    reliable;
  } rows[] = {
    { 180, "100rel", "7", TRUE },
    { 180, "replaces, 100rel", "7", TRUE },
    { 100, "100rel", "7", FALSE },
    { 180, NULL, "7", FALSE },
    { 180, "100rel", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) answer = make_answer (rows[i].status, rows[i].require, rows[i].rseq);
      guint32 rseq = 0;

      g_assert_cmpint (ua_rel100_is_reliable (answer, &rseq), ==, rows[i].reliable);
      if (!rows[i].reliable)
        continue;
      g_assert_cmpuint (rseq, ==, 7);

      g_autofree char *rack = ua_rel100_make_rack (answer);

      g_assert_cmpstr (rack, ==, "7 9 INVITE");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/rel100/wants", test_wants);
  g_test_add_func ("/ua/rel100/reliable", test_reliable);

  return g_test_run ();
}
