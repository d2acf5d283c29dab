/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What lies on a server is fetched when it is read, encrypted, and stays when it is small. */

#include "phone-world.h"

#include "doubles-server.h"
#include "phone-file-fetch-private.h"
#include "phone-file-private.h"

static PhoneFile *
file_at (const char *url,
         guint64     size)
{
  const StoreFile row = { NULL, (char *) "notes.txt", (char *) "text/plain", size, (char *) url, NULL };

  return phone_file_new (NULL, &row);
}

static GBytes *
finish (PhoneFile     *file,
        GAsyncResult **result,
        GError       **error)
{
  GBytes *octets;

  wait_until (*result != NULL);
  octets = phone_file_read_finish (file, *result, error);
  g_clear_object (result);
  return octets;
}

static GBytes *
read_all (PhoneFile  *file,
          GError    **error)
{
  GAsyncResult *result = NULL;

  phone_file_read_async (file, FALSE, NULL, world_take_result_cb, &result);
  return finish (file, &result, error);
}

static void
test_fetch (void)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
  g_autoptr (DoublesServer) server = doubles_server_new ();
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/notes", doubles_server_get_port (server));
  g_autoptr (PhoneFile) file = file_at (url, 5);
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  phone_file_fetch_open ("127.0.0.1");
  phone_file_read_async (file, FALSE, NULL, world_take_result_cb, &result);
  wait_until (doubles_server_get_n_accepted (server) == 1 && doubles_server_get_heard (server)->len > 0);
  g_assert_null (g_strstr_len ((const char *) doubles_server_get_heard (server)->data,
                               (gssize) doubles_server_get_heard (server)->len, "Authorization"));
  doubles_server_say (server, answer, strlen (answer));
  octets = finish (file, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (octets, NULL), g_bytes_get_size (octets), "hello", 5);

  again = read_all (file, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (octets, again));
  g_assert_cmpuint (doubles_server_get_n_accepted (server), ==, 1);
  phone_file_fetch_open (NULL);
}

/* Nothing goes in the open, and nothing is begun that would be too large. */
static void
test_refused (void)
{
  g_autoptr (PhoneFile) open = file_at ("http://127.0.0.1:1/notes", 5);
  g_autoptr (PhoneFile) large = file_at ("https://127.0.0.1:1/film", PHONE_FILE_FETCH_MAX_OCTETS + 1);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_assert_null (read_all (open, &first));
  g_assert_error (first, PHONE_FILE_ERROR, PHONE_FILE_ERROR_UNSURE);
  g_assert_null (read_all (large, &second));
  g_assert_error (second, PHONE_FILE_ERROR, PHONE_FILE_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/file-fetch/fetch", test_fetch);
  g_test_add_func ("/phone/file-fetch/refused", test_refused);
  return g_test_run ();
}
