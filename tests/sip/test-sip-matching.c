/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two messages belong to one transaction exactly when their keys are equal: RFC 3261 §17.1.3, §17.2.3. */

#include "doubles-message.h"
#include "sip-matching.h"

#define NEW "SIP/2.0/UDP peer.example;branch=z9hG4bKa"
#define OLD "SIP/2.0/UDP peer.example"

typedef struct
{
  const char *method;
  const char *uri;
  const char *via;
  const char *from_tag;
  const char *to_tag;
  const char *call_id;
  guint       cseq;
} Shape;

typedef struct
{
  const char *about;
  Shape       one;
  Shape       other;
  gboolean    same_transaction;
  gboolean    same_request; /* as a fork would copy it */
} Row;

#define SHAPE(method, via) { method, "sip:us@here.example", via, "f", "", "c", 1 }

static const Row rows[] = {
  { "a copy", SHAPE ("INVITE", NEW), SHAPE ("INVITE", NEW), TRUE, TRUE },
  { "its ACK", SHAPE ("INVITE", NEW), SHAPE ("ACK", NEW), TRUE, FALSE },
  { "its CANCEL", SHAPE ("INVITE", NEW), SHAPE ("CANCEL", NEW), FALSE, FALSE },
  { "another branch", SHAPE ("INVITE", NEW), SHAPE ("INVITE", NEW "b"), FALSE, TRUE },
  { "case of branch and host", SHAPE ("INVITE", NEW),
    SHAPE ("INVITE", "SIP/2.0/UDP PEER.example;branch=Z9HG4BKA"), TRUE, TRUE },
  { "another port", SHAPE ("INVITE", NEW), SHAPE ("INVITE", "SIP/2.0/UDP peer.example:5061;branch=z9hG4bKa"),
    FALSE, TRUE },
  { "branch and no more", SHAPE ("INVITE", NEW), { "INVITE", "sip:x@y", NEW, "g", "t", "d", 9 }, TRUE, FALSE },
  { "bare cookie is old", SHAPE ("INVITE", "SIP/2.0/UDP h;branch=z9hG4bK"),
    { "INVITE", "sip:us@here.example", "SIP/2.0/UDP h;branch=z9hG4bK", "f", "", "d", 1 }, FALSE, FALSE },
  { "old: a copy", SHAPE ("INVITE", OLD), SHAPE ("INVITE", OLD), TRUE, TRUE },
  { "old: its ACK", SHAPE ("INVITE", OLD), { "ACK", "sip:us@here.example", OLD, "f", "t", "c", 1 }, TRUE, FALSE },
  { "old: another URI", SHAPE ("BYE", OLD), { "BYE", "sip:x@y", OLD, "f", "", "c", 1 }, FALSE, TRUE },
  { "old: another From tag", SHAPE ("BYE", OLD), { "BYE", "sip:us@here.example", OLD, "g", "", "c", 1 }, FALSE, FALSE },
  { "old: another Call-ID", SHAPE ("BYE", OLD), { "BYE", "sip:us@here.example", OLD, "f", "", "d", 1 }, FALSE, FALSE },
  { "old: another CSeq", SHAPE ("BYE", OLD), { "BYE", "sip:us@here.example", OLD, "f", "", "c", 2 }, FALSE, FALSE },
  { "old: another Via", SHAPE ("BYE", OLD), SHAPE ("BYE", OLD ":5070"), FALSE, TRUE },
  { "old and new", SHAPE ("BYE", OLD), SHAPE ("BYE", NEW), FALSE, TRUE },
};

static SipMessage *
message_of (const Shape *shape)
{
  g_autofree char *text = g_strdup_printf ("%s %s SIP/2.0\nVia: %s\nFrom: <sip:f@h>;tag=%s\n"
                                           "To: <sip:t@h>%s%s\nCall-ID: %s\nCSeq: %u %s\n\n",
                                           shape->method, shape->uri, shape->via, shape->from_tag,
                                           *shape->to_tag == '\0' ? "" : ";tag=", shape->to_tag,
                                           shape->call_id, shape->cseq, shape->method);

  return doubles_message_parse (text);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (SipMessage) one = message_of (&row->one);
  g_autoptr (SipMessage) other = message_of (&row->other);
  g_autofree char *key = sip_matching_server_key (one, NULL);
  g_autofree char *other_key = sip_matching_server_key (other, NULL);
  g_autofree char *twin = sip_matching_twin_key (one);
  g_autofree char *other_twin = sip_matching_twin_key (other);

  g_assert_nonnull (key);
  g_assert_cmpint (g_strcmp0 (key, other_key) == 0, ==, row->same_transaction);
  g_assert_nonnull (twin);
  g_assert_cmpint (g_strcmp0 (twin, other_twin) == 0, ==, row->same_request);
}

static void
test_client_key (void)
{
  g_autoptr (SipMessage) request = doubles_message_request ("INFO", "z9hG4bKa");
  g_autoptr (SipMessage) answer = doubles_message_answer (request, 200, "t");
  g_autofree char *key = sip_matching_client_key (request);
  g_autofree char *answer_key = sip_matching_client_key (answer);
  g_autofree char *via_key = sip_matching_via_key (sip_message_get_via (request, 0), "INFO");
  g_autofree char *other_key = sip_matching_via_key (sip_message_get_via (request, 0), "BYE");

  g_assert_nonnull (key);
  g_assert_cmpstr (key, ==, answer_key);
  g_assert_cmpstr (key, ==, via_key);
  g_assert_cmpstr (key, !=, other_key);
}

static void
test_without_a_branch (void)
{
  g_autoptr (SipMessage) request = doubles_message_request ("INFO", NULL);
  g_autoptr (SipMessage) no_via = doubles_message_without (request, SIP_HEADER_VIA);

  g_assert_null (sip_matching_client_key (request));
  g_assert_null (sip_matching_client_key (no_via));
  g_assert_null (sip_matching_server_key (no_via, NULL));
}

/* §17.2.3: in RFC 2543 "the To tag in the ACK … equals the To tag of the response". */
static void
test_acknowledges (void)
{
  static const Shape invite_shape = SHAPE ("INVITE", OLD);
  static const Shape right_shape = { "ACK", "sip:us@here.example", OLD, "f", "us", "c", 1 };
  static const Shape wrong_shape = { "ACK", "sip:us@here.example", OLD, "f", "them", "c", 1 };
  static const Shape new_shape = { "ACK", "sip:us@here.example", NEW, "f", "them", "c", 1 };
  g_autoptr (SipMessage) invite = message_of (&invite_shape);
  g_autoptr (SipMessage) right = message_of (&right_shape);
  g_autoptr (SipMessage) wrong = message_of (&wrong_shape);
  g_autoptr (SipMessage) by_branch = message_of (&new_shape);
  g_autoptr (SipMessage) refusal = doubles_message_answer (invite, 486, "us");

  g_assert_true (sip_matching_acknowledges (right, refusal));
  g_assert_false (sip_matching_acknowledges (wrong, refusal));
  g_assert_false (sip_matching_acknowledges (right, NULL));
  g_assert_true (sip_matching_acknowledges (by_branch, refusal));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sip/matching/", rows[i].about, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/sip/matching/client-key", test_client_key);
  g_test_add_func ("/sip/matching/without-a-branch", test_without_a_branch);
  g_test_add_func ("/sip/matching/acknowledges", test_acknowledges);

  return g_test_run ();
}
