/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A stream in chunks of any size gives the same messages as the stream at once. The first four octets choose
 * the chunks. */

#include "sip-framer.h"
#include "sip-parser.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* Puts all messages into one string; FALSE when the framing broke. */
static gboolean
take_all (SipFramer *framer,
          GString   *messages)
{
  while (TRUE)
    {
      g_autoptr (GBytes) message = NULL;
      g_autoptr (GError) error = NULL;
      SipFrame frame = sip_framer_next (framer, &message, &error);

      g_assert_true ((error != NULL) == (frame == SIP_FRAME_BROKEN));
      g_assert_true (frame != SIP_FRAME_MESSAGE || message != NULL);
      if (message != NULL)
        {
          g_autoptr (SipMessage) parsed = sip_parser_parse (message, NULL);
          gsize length;
          const char *octets = g_bytes_get_data (message, &length);

          g_string_append_printf (messages, "%u/%" G_GSIZE_FORMAT ":", (guint) frame, length);
          g_string_append_len (messages, octets, (gssize) length);
        }
      if (frame == SIP_FRAME_NONE || frame == SIP_FRAME_BROKEN)
        return frame == SIP_FRAME_NONE;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (SipFramer) whole = sip_framer_new ();
  g_autoptr (SipFramer) pieces = sip_framer_new ();
  g_autoptr (GString) from_whole = g_string_new (NULL);
  g_autoptr (GString) from_pieces = g_string_new (NULL);
  gboolean whole_alive, pieces_alive = TRUE;
  gsize at = 4;

  if (size < 4)
    return 0;
  sip_framer_push (whole, data + 4, size - 4);
  whole_alive = take_all (whole, from_whole);

  for (guint i = 0; at < size && pieces_alive; i++)
    {
      gsize chunk = MIN (1 + (gsize) data[i % 4], size - at);

      sip_framer_push (pieces, data + at, chunk);
      pieces_alive = take_all (pieces, from_pieces);
      at += chunk;
    }
  g_assert_true (whole_alive == pieces_alive);
  g_assert_cmpmem (from_whole->str, from_whole->len, from_pieces->str, from_pieces->len);
  return 0;
}
