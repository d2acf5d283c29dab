/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RFC 4475 and RFC 5118: every message as their tables say, as a datagram, as a stream, and as a stream that
 * comes one octet at a time. */

#include <string.h>

#include "torture-expect.h"

typedef struct
{
  char *folder;
  char *file;     /* "wsinv.dat" */
  char *expected; /* the column */
} Row;

static char *
path_of (const char *folder,
         const char *file)
{
  return g_test_build_filename (G_TEST_DIST, "torture", folder, file, NULL);
}

static char *
read_text (const char *folder,
           const char *file)
{
  g_autofree char *path = path_of (folder, file);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The octets, proved to be those that the table speaks of. */
static GBytes *
read_octets (const char *folder,
             const char *file)
{
  g_autofree char *path = path_of (folder, file);
  g_autofree char *sums = read_text (folder, "SHA256SUMS");
  g_autofree char *sum = NULL, *line = NULL;
  g_autoptr (GError) error = NULL;
  char *octets;
  gsize size;

  g_file_get_contents (path, &octets, &size, &error);
  g_assert_no_error (error);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) octets, size);
  line = g_strdup_printf ("%s  %s\n", sum, file);
  g_assert_nonnull (strstr (sums, line));
  return g_bytes_new_take (octets, size);
}

/* A response is ours if its top Via is: let the phone be the one who wrote that. */
static char *
top_sent_by (GBytes *octets)
{
  g_autoptr (Received) received = phone_receive (octets, NULL);
  SipVia *via = received->message != NULL ? sip_message_get_via (received->message, 0) : NULL;

  return via != NULL ? sip_via_dup_sent_by (via) : NULL;
}

static void
test_foreign_response (GBytes *octets)
{
  g_autoptr (Received) received = phone_receive (octets, "another.invalid");

  if (received->message != NULL && sip_message_is_response (received->message))
    g_assert_cmpint (received->sanity.verdict, ==, SIP_SANITY_DROP);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GPtrArray) expectations = expectations_parse (row->expected);

  for (guint i = 0; i < expectations->len; i++)
    {
      Expectation *expectation = expectations->pdata[i];
      const char *file = expectation->file != NULL ? expectation->file : row->file;
      g_autoptr (GBytes) octets = read_octets (row->folder, file);
      g_autofree char *sent_by = top_sent_by (octets);
      g_autoptr (Received) received = phone_receive (octets, sent_by);
      g_autoptr (Stream) stream = phone_receive_stream (octets, g_bytes_get_size (octets), sent_by);
      g_autoptr (Stream) drip = phone_receive_stream (octets, 1, sent_by);

      g_test_message ("%s: %s", file, received->error != NULL ? received->error->message : "parsed");
      expectation_check (expectation, received);
      expectation_check_stream (expectation, received, stream);
      expectation_check_stream (expectation, received, drip);
      test_foreign_response (octets);
    }
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->folder);
  g_free (row->file);
  g_free (row->expected);
  g_free (row);
}

/* Registers a test for each row of a table; returns how many messages of the RFC there were. */
static guint
add_table (const char *folder,
           const char *before,
           const char *after)
{
  g_autoptr (GBytes) octets = read_octets (folder, "expectations.tsv");
  gsize size;
  const char *text = g_bytes_get_data (octets, &size);
  g_autofree char *table = g_strndup (text, size);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  guint messages = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = g_strsplit (*line, "\t", -1);
      gboolean described;
      g_autofree char *name = NULL;
      Row *row;

      if (**line == '#' || **line == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (columns), ==, 5);
      described = !g_str_equal (columns[1], "-");
      name = g_strdup_printf ("/torture/%s/%s", folder, columns[0]);
      row = g_new0 (Row, 1);
      row->folder = g_strdup (folder);
      row->file = g_strconcat (before, columns[0], after, NULL);
      row->expected = g_strdup (columns[3]);
      g_test_add_data_func_full (name, row, test_row, row_free);
      messages += described;
    }
  return messages;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_assert_cmpuint (add_table ("rfc4475", "", ""), ==, 49);
  g_assert_cmpuint (add_table ("rfc5118", "wire/", ".dat"), ==, 12);

  return g_test_run ();
}
