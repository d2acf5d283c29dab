/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cutting a stream: by Content-Length and nothing else, however it comes in pieces (CONTRACT J10). */

#include "sip-framer.h"

#include <string.h>

#include "sip-limits.h"
#include "sip-parser.h"

#define ONE "MESSAGE sip:a@b SIP/2.0\r\nl: 3\r\n\r\nabc"
#define TWO "OPTIONS sip:a@b SIP/2.0\r\nContent-Length : 0\r\n\r\n"
#define BARE "ACK sip:a@b SIP/2.0\r\nX-Y: z\r\n\r\n"

/* What the framer said, a letter each: M message, P ping, O pong, B broken; with the octets of the
 * messages. */
static char *
frames_of (const char *octets,
           gsize       length,
           gsize       chunk)
{
  g_autoptr (SipFramer) framer = sip_framer_new ();
  g_autoptr (GString) said = g_string_new (NULL);
  SipFrame frame = SIP_FRAME_NONE;

  for (gsize at = 0; at < length && frame != SIP_FRAME_BROKEN; at += chunk)
    {
      sip_framer_push (framer, (const guint8 *) octets + at, MIN (chunk, length - at));
      do
        {
          g_autoptr (GBytes) message = NULL;
          g_autoptr (GError) error = NULL;

          frame = sip_framer_next (framer, &message, &error);
          g_assert_true ((error != NULL) == (frame == SIP_FRAME_BROKEN));
          if (frame != SIP_FRAME_NONE)
            g_string_append_c (said, "-MPOB"[frame]);
          if (message != NULL)
            g_string_append_printf (said, "(%.*s)", (int) g_bytes_get_size (message),
                                    (const char *) g_bytes_get_data (message, NULL));
        }
      while (frame != SIP_FRAME_NONE && frame != SIP_FRAME_BROKEN);
    }
  return g_string_free_and_steal (g_steal_pointer (&said));
}

/* J10 */
static void
test_frames (void)
{
  static const struct
  {
    const char *what, *octets, *frames;
    gboolean    whole_only; /* not when it comes octet by octet */
  } rows[] = {
    { "one", ONE, "M(" ONE ")" },
    { "two", ONE TWO, "M(" ONE ")M(" TWO ")" },
    { "a message in the body of none", "OPTIONS sip:a@b SIP/2.0\r\nl: 35\r\n\r\n" ONE TWO,
      "M(OPTIONS sip:a@b SIP/2.0\r\nl: 35\r\n\r\nMESSAGE sip:a@b SIP/2.0\r\nl: 3\r\n\r\nab)M(c" TWO ")", FALSE },
    { "no length and no type: no body", BARE ONE, "M(" BARE ")M(" ONE ")" },
    { "bare LF", "ACK sip:a@b SIP/2.0\nl: 1\n\na" ONE, "M(ACK sip:a@b SIP/2.0\nl: 1\n\na)M(" ONE ")" },
    { "ping (RFC 5626 §3.5.1)", "\r\n\r\n", "P", TRUE },
    { "pong", "\r\n", "O" },
    { "ping, message, pong", "\r\n\r\n" ONE "\r\n", "PM(" ONE ")O", TRUE },
    { "ping between", ONE "\r\n\r\n" TWO, "M(" ONE ")PM(" TWO ")", TRUE },
    { "three line ends", "\r\n\r\n\r\n" ONE, "POM(" ONE ")", TRUE },
    { "stray LF and CR", "\n\n" ONE "\n\r\r\n" TWO, "M(" ONE ")OM(" TWO ")" },
    { "half a head", "OPTIONS sip:a@b SIP/2.0\r\nl: 3\r\n", "" },
    { "half a body", "OPTIONS sip:a@b SIP/2.0\r\nl: 3\r\n\r\nab", "" },
    { "rubbish with an end is for the parser", "x\r\n\r\n" ONE, "M(x\r\n\r\n)M(" ONE ")" },
    { "negative length", "ACK sip:a@b SIP/2.0\r\nl: -3\r\n\r\nabc", "B(ACK sip:a@b SIP/2.0\r\nl: -3\r\n\r\n)" },
    { "two lengths", "ACK sip:a@b SIP/2.0\r\nl: 3\r\nl: 4\r\n\r\n", "B(ACK sip:a@b SIP/2.0\r\nl: 3\r\nl: 4\r\n\r\n)" },
    { "no length for a body", "ACK sip:a@b SIP/2.0\r\nc: a/b\r\n\r\nabc", "B(ACK sip:a@b SIP/2.0\r\nc: a/b\r\n\r\n)" },
    { "nothing follows a break", "ACK sip:a@b SIP/2.0\r\nl: x\r\n\r\n" ONE, "B(ACK sip:a@b SIP/2.0\r\nl: x\r\n\r\n)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = strlen (rows[i].octets);

      for (gsize chunk = rows[i].whole_only ? length : 1; chunk <= length; chunk++)
        {
          g_autofree char *frames = frames_of (rows[i].octets, length, chunk);

          g_test_message ("%s, %u at a time", rows[i].what, (guint) chunk);
          g_assert_cmpstr (frames, ==, rows[i].frames);
        }
    }
}

static void
test_stays_broken (void)
{
  g_autoptr (SipFramer) framer = sip_framer_new ();
  static const char bad[] = "ACK sip:a@b SIP/2.0\r\nl: x\r\n\r\n";

  sip_framer_push (framer, (const guint8 *) bad, strlen (bad));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) message = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (sip_framer_next (framer, &message, &error), ==, SIP_FRAME_BROKEN);
      g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_FRAMING);
      g_assert_true ((message != NULL) == (i == 0));
      sip_framer_push (framer, (const guint8 *) ONE, strlen (ONE));
    }
}

/* TRUST section 3: a message of the most octets, one less and one more. */
static void
test_limit (void)
{
  for (gsize n = SIP_MAX_STREAM - 1; n <= SIP_MAX_STREAM + 1; n++)
    {
      g_autoptr (SipFramer) framer = sip_framer_new ();
      g_autofree char *head = g_strdup_printf ("ACK sip:a@b SIP/2.0\r\nl: %06u\r\n\r\n", (guint) n - 34);
      g_autofree guint8 *body = g_malloc0 (n);
      g_autoptr (GBytes) message = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (strlen (head), ==, 34);
      sip_framer_push (framer, (const guint8 *) head, 34);
      sip_framer_push (framer, body, n - 34);
      if (n <= SIP_MAX_STREAM)
        {
          g_assert_cmpint (sip_framer_next (framer, &message, &error), ==, SIP_FRAME_MESSAGE);
          g_assert_cmpuint (g_bytes_get_size (message), ==, n);
        }
      else
        {
          g_assert_cmpint (sip_framer_next (framer, &message, &error), ==, SIP_FRAME_BROKEN);
          g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE);
        }
    }
}

/* A head that never ends does not fill the memory. */
static void
test_endless_head (void)
{
  g_autoptr (SipFramer) framer = sip_framer_new ();
  g_autoptr (GError) error = NULL;
  SipFrame frame = SIP_FRAME_NONE;
  gsize pushed = 0;

  while (frame == SIP_FRAME_NONE && pushed < 4 * SIP_MAX_STREAM)
    {
      g_autoptr (GBytes) message = NULL;

      sip_framer_push (framer, (const guint8 *) "x: yyyyyyyyyyy\r\n", 16);
      pushed += 16;
      frame = sip_framer_next (framer, &message, &error);
      g_assert_null (message);
    }
  g_assert_cmpint (frame, ==, SIP_FRAME_BROKEN);
  g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE);
  g_assert_cmpuint (pushed, <=, SIP_MAX_STREAM + 64);
}

/* Ten thousand messages in one push, and one message octet by octet, cost what their octets cost. */
static void
test_many (void)
{
  g_autoptr (SipFramer) framer = sip_framer_new ();
  g_autoptr (GString) octets = g_string_new (NULL);
  guint count = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append (octets, ONE);
  sip_framer_push (framer, (const guint8 *) octets->str, octets->len);
  while (TRUE)
    {
      g_autoptr (GBytes) message = NULL;

      if (sip_framer_next (framer, &message, NULL) != SIP_FRAME_MESSAGE)
        break;
      g_assert_cmpmem (g_bytes_get_data (message, NULL), g_bytes_get_size (message), ONE, strlen (ONE));
      count++;
    }
  g_assert_cmpuint (count, ==, 10000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/framer/frames", test_frames);
  g_test_add_func ("/sip/framer/stays-broken", test_stays_broken);
  g_test_add_func ("/sip/framer/limit", test_limit);
  g_test_add_func ("/sip/framer/endless-head", test_endless_head);
  g_test_add_func ("/sip/framer/many", test_many);

  return g_test_run ();
}
