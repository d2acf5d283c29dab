/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A file that lies on a server is fetched when the person wants it and not before: who fetches shows that they are there, and
 * from where. A file of its own, so that everything else about files can be tried without a network. */

#include "config.h"

#include "phone-file-fetch-private.h"

#include "dav-server.h"
#include "phone-file.h"

static char *open_host;

void
phone_file_fetch_open (const char *host)
{
  g_set_str (&open_host, host);
}

/* For a person it is no address book that is at fault. */
static GError *
translate (GError *error)
{
  static const struct
  {
    DavError from;
    PhoneFileError to;
  } rows[] = {
    { DAV_ERROR_UNREACHABLE, PHONE_FILE_ERROR_UNREACHABLE }, { DAV_ERROR_BUSY, PHONE_FILE_ERROR_UNREACHABLE },
    { DAV_ERROR_CERTIFICATE, PHONE_FILE_ERROR_UNSURE },      { DAV_ERROR_OPEN, PHONE_FILE_ERROR_UNSURE },
    { DAV_ERROR_ELSEWHERE, PHONE_FILE_ERROR_UNSURE },        { DAV_ERROR_NOT_FOUND, PHONE_FILE_ERROR_GONE },
    { DAV_ERROR_TOO_LARGE, PHONE_FILE_ERROR_TOO_LARGE },
  };
  PhoneFileError code = PHONE_FILE_ERROR_REFUSED;

  if (error->domain != DAV_ERROR)
    return error;

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    if ((int) rows[n].from == error->code)
      code = rows[n].to;
  error->domain = PHONE_FILE_ERROR;
  error->code = (int) code;
  return error;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavAnswer) answer = dav_server_ask_finish (DAV_SERVER (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer->body), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, translate (error));
}

/*< private >
 * phone_file_fetch_async:
 * @url: where it lies
 * @cancellable: (nullable): ends it
 * @callback: called with the octets
 * @user_data: for @callback
 *
 * Fetches a file that somebody left on a server.
 */
void
phone_file_fetch_async (const char          *url,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (DavServer) server = dav_server_new ("", "", open_host);
  const DavRequest request = { .method = "GET", .url = url };

  g_task_set_source_tag (task, phone_file_fetch_async);
  dav_server_ask_async (server, &request, cancellable, answered_cb, task);
}

/*< private >
 * phone_file_fetch_finish:
 * @result: what the callback was given
 * @error: return location for a #PHONE_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): the octets
 */
GBytes *
phone_file_fetch_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
